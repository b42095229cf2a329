/**
 * How repositories reach PostgreSQL: the one place that opens transactions and says who writes,
 * keyset lists, references, idempotency. Knows no capability.
 */
@NullMarked
package headwater.crm.persistence;

import org.jspecify.annotations.NullMarked;
