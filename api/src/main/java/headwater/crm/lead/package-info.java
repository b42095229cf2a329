/**
 * Somebody who may become a customer: from the first enquiry to the conversion. Every
 * business-relevant change appends to lead_change with all values after it.
 */
@NullMarked
package headwater.crm.lead;

import org.jspecify.annotations.NullMarked;
