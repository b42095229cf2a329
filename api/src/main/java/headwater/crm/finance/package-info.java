/**
 * The company's ledger: what it has to book, what it has booked, and where the two differ. A
 * connector asks for the one and tells the other.
 */
@NullMarked
package headwater.crm.finance;

import org.jspecify.annotations.NullMarked;
