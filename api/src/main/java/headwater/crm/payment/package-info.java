/**
 * Money that arrives, and which instalments it pays. Whoever registers a receipt never confirms it;
 * what was allocated is countered, never changed.
 */
@NullMarked
package headwater.crm.payment;

import org.jspecify.annotations.NullMarked;
