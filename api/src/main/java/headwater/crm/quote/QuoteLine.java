package headwater.crm.quote;

import headwater.crm.pricebook.PriceStep;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * One product in a quote, in the quote's currency.
 *
 * @param listPrice what the price books said; null when nothing
 * @param discountPercent 0 to 100, off the unit price
 * @param priceSteps why the list price is what it is
 */
public record QuoteLine(
        long productId,
        @Nullable String description,
        BigDecimal quantity,
        @Nullable BigDecimal listPrice,
        BigDecimal unitPrice,
        BigDecimal discountPercent,
        List<PriceStep> priceSteps) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** Quantity × price less discount, rounded half up to 0.01. */
    public BigDecimal amount() {
        return quantity.multiply(netPrice()).setScale(2, RoundingMode.HALF_UP);
    }

    private BigDecimal netPrice() {
        return unitPrice.multiply(HUNDRED.subtract(discountPercent)).divide(HUNDRED);
    }

    /**
     * How much less than the price books say is asked, whether as a discount or as a lower unit
     * price; 0 for no less.
     */
    BigDecimal effectiveDiscountPercent() {
        if (listPrice == null || listPrice.signum() == 0) {
            return discountPercent;
        }
        return HUNDRED.subtract(
                        netPrice().multiply(HUNDRED).divide(listPrice, 2, RoundingMode.FLOOR))
                .max(BigDecimal.ZERO);
    }

    QuoteLineDraft draft() {
        return new QuoteLineDraft(
                RecordRef.of(RecordType.PRODUCT, productId),
                description,
                quantity,
                unitPrice,
                discountPercent);
    }
}
