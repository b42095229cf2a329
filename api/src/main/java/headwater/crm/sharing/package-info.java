/**
 * Records shared beyond the scopes of roles, and why somebody may do what with a record. Feature
 * packages implement {@link headwater.crm.sharing.Shareable}; this package names none of them.
 */
@NullMarked
package headwater.crm.sharing;

import org.jspecify.annotations.NullMarked;
