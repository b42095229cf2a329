package headwater.crm.finance;

import headwater.crm.shared.Money;
import headwater.crm.shared.Stamp;
import headwater.crm.shared.Stamped;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What finance has to book, as it was when it happened; written in the transaction that brought it
 * about, once.
 *
 * @param of the contract or receipt
 * @param ownerId who answered for it then
 * @param worth how much it is; above 0 for a reversal too
 * @param bookedOn the day on which it happened, in the company's zone
 * @param reason why a receipt was reversed or a contract amended
 * @param voucherId what the ledger has booked; null until a connector says so
 */
public record FinanceEvent(
        long id,
        Kind kind,
        Document of,
        long accountId,
        long ownerId,
        Worth worth,
        LocalDate bookedOn,
        @Nullable String reason,
        @Nullable Long voucherId,
        Stamp stamp)
        implements Stamped {

    /** What happened. */
    public enum Kind {
        CONTRACT_APPROVED,
        RECEIPT_CONFIRMED,
        RECEIPT_REVERSED
    }

    /**
     * The contract or receipt.
     *
     * @param version of a contract, which of its versions; of a receipt, 1
     * @param contractId of a receipt, what it is meant for
     * @param receiptId null for a contract
     */
    public record Document(
            String number, int version, @Nullable Long contractId, @Nullable Long receiptId) {}

    /** How much, in its own currency and in the company's. */
    record Worth(
            String currency, BigDecimal amount, BigDecimal companyAmount, String companyCurrency) {}

    public String documentNumber() {
        return of.number();
    }

    public int documentVersion() {
        return of.version();
    }

    public @Nullable Long contractId() {
        return of.contractId();
    }

    public @Nullable Long receiptId() {
        return of.receiptId();
    }

    public Money amount() {
        return new Money(worth.amount(), worth.currency());
    }

    public Money companyAmount() {
        return new Money(worth.companyAmount(), worth.companyCurrency());
    }
}
