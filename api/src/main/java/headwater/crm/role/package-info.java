/**
 * Roles as records: what each grants and allows. What they come to for a person is decided in
 * {@link headwater.crm.permission.Access}.
 */
@NullMarked
package headwater.crm.role;

import org.jspecify.annotations.NullMarked;
