/**
 * The kernel that every capability speaks: typed ids, lists, references, money and errors. Knows
 * neither Spring nor SQL.
 */
@NullMarked
package headwater.crm.shared;

import org.jspecify.annotations.NullMarked;
