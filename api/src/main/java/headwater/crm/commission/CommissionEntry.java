package headwater.crm.commission;

import headwater.crm.shared.Money;
import headwater.crm.shared.Stamp;
import headwater.crm.shared.Stamped;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;

/**
 * What one tier of a plan gives somebody for what a contract brought, or takes back.
 *
 * @param periodFrom first day of the period that it is booked in
 * @param earnedFrom first day of the period whose tiers it used
 * @param receiptId what brought it; null when an invoice did, or the contract itself
 * @param basis amount that the rate was applied to, in the company's currency
 * @param before his cumulative amount before it
 */
public record CommissionEntry(
        long id,
        long ownerId,
        long planId,
        Kind kind,
        LocalDate periodFrom,
        LocalDate earnedFrom,
        long contractId,
        @Nullable Long receiptId,
        @Nullable Long invoiceId,
        BigDecimal splitPercent,
        BigDecimal tierStart,
        @Nullable BigDecimal tierEnd,
        BigDecimal rate,
        BigDecimal base,
        BigDecimal before,
        BigDecimal value,
        String currency,
        Stamp stamp)
        implements Stamped {

    private static final BigDecimal CENT = new BigDecimal("0.01");

    /** Why it was booked. */
    public enum Kind {
        ACCRUAL,
        REVERSAL
    }

    public @Nullable Money tierFrom() {
        return Money.of(tierStart, currency);
    }

    public @Nullable Money tierTo() {
        return Money.of(tierEnd, currency);
    }

    public @Nullable Money basis() {
        return Money.of(base, currency);
    }

    public @Nullable Money cumulativeBefore() {
        return Money.of(before, currency);
    }

    public @Nullable Money amount() {
        return Money.of(value, currency);
    }

    /** The arithmetic, for people. */
    public String explanation() {
        BigDecimal full = base.multiply(rate).movePointLeft(2).setScale(2, RoundingMode.HALF_UP);
        return "%s × %s%% = %s（分成 split %s%%，此前累计 cumulative before %s）"
                .formatted(
                        base.toPlainString(),
                        rate.stripTrailingZeros().toPlainString(),
                        isOtherThan(full)
                                ? full.toPlainString() + "，封顶后 capped: " + value.toPlainString()
                                : value.toPlainString(),
                        splitPercent.stripTrailingZeros().toPlainString(),
                        before.toPlainString());
    }

    /** More than the rounding of cumulative earnings can make up. */
    private boolean isOtherThan(BigDecimal full) {
        return full.subtract(value).abs().compareTo(CENT) > 0;
    }
}
