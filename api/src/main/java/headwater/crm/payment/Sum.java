package headwater.crm.payment;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How much money a receipt is, and how much of it is allocated.
 *
 * @param companyAmount in the company's currency at the rate of the day it arrived
 * @param settlementCurrency that of the contracts that it pays
 * @param rate units of the settlement currency for one of the receipt's
 * @param allocated in the settlement currency
 */
public record Sum(
        String currency,
        BigDecimal amount,
        BigDecimal companyAmount,
        String companyCurrency,
        String settlementCurrency,
        BigDecimal rate,
        BigDecimal allocated) {

    /** All of it, in the settlement currency. */
    public BigDecimal settlementAmount() {
        return amount.multiply(rate).setScale(2, RoundingMode.HALF_UP);
    }

    /** What is not allocated, in the settlement currency. */
    public BigDecimal rest() {
        return settlementAmount().subtract(allocated);
    }

    Sum allocated(BigDecimal now) {
        return new Sum(
                currency, amount, companyAmount, companyCurrency, settlementCurrency, rate, now);
    }

    /**
     * What the next part of the rest is worth in the company's currency; all parts together are
     * worth what the receipt is.
     */
    BigDecimal companyPart(BigDecimal part) {
        return companyShare(allocated.add(part)).subtract(companyShare(allocated));
    }

    private BigDecimal companyShare(BigDecimal upTo) {
        return companyAmount.multiply(upTo).divide(settlementAmount(), 2, RoundingMode.HALF_UP);
    }
}
