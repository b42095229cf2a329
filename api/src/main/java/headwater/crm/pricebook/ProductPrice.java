package headwater.crm.pricebook;

import headwater.crm.shared.Money;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.List;

/**
 * What one unit of a product costs, and why.
 *
 * @param amount null when nothing prices it
 * @param currency of the amount
 * @param priceBookId the book that priced it; null for the list price
 * @param steps in the order in which they were tried
 */
public record ProductPrice(
        @Nullable BigDecimal amount,
        String currency,
        @Nullable Long priceBookId,
        List<PriceStep> steps) {

    public @Nullable Money unitPrice() {
        return Money.of(amount, currency);
    }
}
