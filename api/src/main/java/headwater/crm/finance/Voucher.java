package headwater.crm.finance;

import headwater.crm.shared.Money;
import headwater.crm.shared.Stamp;
import headwater.crm.shared.Stamped;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What the company's ledger has booked, as its connector tells.
 *
 * @param number as the ledger counts, such as 记-12
 * @param books what it books; RECEIPT_REVERSED makes it a red-letter voucher
 * @param documentNumber of the contract or receipt; null when the ledger knows none
 * @param documentVersion of a contract, which of its versions; of a receipt, 1
 * @param value above 0, for a red-letter voucher too
 */
public record Voucher(
        long id,
        String number,
        FinanceEvent.Kind books,
        @Nullable String documentNumber,
        int documentVersion,
        LocalDate postedOn,
        BigDecimal value,
        String currency,
        Standing standing,
        @Nullable String note,
        long ownerId,
        @Nullable String externalId,
        Stamp stamp)
        implements Stamped {

    /** How it agrees with what had to be booked. */
    public enum Standing {
        /** With the same currency and amount. */
        MATCHED,
        /** Another currency or amount was to be booked. */
        DIFFERS,
        /** Another voucher has booked the same before. */
        DUPLICATE,
        /** Nothing like it was to be booked. */
        UNMATCHED
    }

    public Money amount() {
        return new Money(value, currency);
    }
}
