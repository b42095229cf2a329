/**
 * Chances to sell. Every business-relevant change appends to opportunity_change with all values
 * after it, or does not happen.
 */
@NullMarked
package headwater.crm.opportunity;

import org.jspecify.annotations.NullMarked;
