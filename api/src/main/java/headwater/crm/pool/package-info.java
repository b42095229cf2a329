/**
 * Records that nobody owns: who may see and claim them, and when owned ones come back. Knows no
 * kind of record: those that can lie in a pool are {@link headwater.crm.pool.Poolable}.
 */
@NullMarked
package headwater.crm.pool;

import org.jspecify.annotations.NullMarked;
