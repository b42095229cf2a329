/**
 * What marketing does to be found: campaigns with budget and cost, and the sources of enquiries.
 */
@NullMarked
package headwater.crm.campaign;

import org.jspecify.annotations.NullMarked;
