package headwater.crm.payment;

import headwater.crm.shared.Money;

import java.time.Instant;

/**
 * One entry of what receipts pay; never changes.
 *
 * @param position of the instalment in its contract's plan
 * @param amount less than 0 for a reversal
 */
public record Allocation(
        long receiptId,
        long contractId,
        int position,
        Money amount,
        Money companyAmount,
        Kind kind,
        Instant recordedAt) {

    /** Whether it says that something was paid, or takes that back. */
    public enum Kind {
        ALLOCATION,
        REVERSAL
    }
}
