/** Gives records, and what goes with them, to another owner; each by the rules of its own kind. */
@NullMarked
package headwater.crm.transfer;

import org.jspecify.annotations.NullMarked;
