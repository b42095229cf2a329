/** Why deals are lost, and to whom: lists that the company keeps. */
@NullMarked
package headwater.crm.outcome;

import org.jspecify.annotations.NullMarked;
