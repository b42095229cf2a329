/**
 * Quotes: what a customer is offered, at which prices and why. A revision that was sent never
 * changes, and an opportunity has one quote in force at most.
 */
@NullMarked
package headwater.crm.quote;

import org.jspecify.annotations.NullMarked;
