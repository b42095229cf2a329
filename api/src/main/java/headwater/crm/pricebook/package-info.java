/**
 * Dated price books, and what a product costs a customer on a day: the price never comes without
 * the reasons for it.
 */
@NullMarked
package headwater.crm.pricebook;

import org.jspecify.annotations.NullMarked;
