package headwater.crm.opportunity;

import headwater.crm.shared.Identified;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * One product in an opportunity, in the opportunity's currency.
 *
 * @param id 0 while not stored
 * @param discountPercent 0 to 100
 */
public record OpportunityLine(
        long id,
        long opportunityId,
        long productId,
        BigDecimal quantity,
        BigDecimal unitPrice,
        BigDecimal discountPercent)
        implements Identified {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** Quantity × price less discount, rounded half up to 0.01. */
    public BigDecimal amount() {
        return quantity.multiply(unitPrice)
                .multiply(HUNDRED.subtract(discountPercent))
                .divide(HUNDRED, 2, RoundingMode.HALF_UP);
    }

    LineDraft draft() {
        return new LineDraft(
                RecordRef.of(RecordType.PRODUCT, productId), quantity, unitPrice, discountPercent);
    }
}
