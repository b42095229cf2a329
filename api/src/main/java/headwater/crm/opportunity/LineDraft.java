package headwater.crm.opportunity;

import headwater.crm.shared.RecordRef;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;

/**
 * What a caller says of a line.
 *
 * @param quantity 1 when null
 * @param unitPrice the list price when null
 * @param discountPercent 0 when null
 */
public record LineDraft(
        RecordRef product,
        @Nullable BigDecimal quantity,
        @Nullable BigDecimal unitPrice,
        @Nullable BigDecimal discountPercent) {

    void validate(Violations violations, String... path) {
        violations.invalidIf(
                quantity != null && (quantity.signum() <= 0 || quantity.scale() > 4),
                "quantity must be more than 0, with at most 4 decimals.",
                path);
        violations.invalidIf(
                unitPrice != null && (unitPrice.signum() < 0 || unitPrice.scale() > 2),
                "unitPrice must be at least 0, with at most 2 decimals.",
                path);
        violations.invalidIf(
                discountPercent != null
                        && (discountPercent.signum() < 0
                                || discountPercent.compareTo(BigDecimal.valueOf(100)) > 0),
                "discountPercent must be 0 to 100.",
                path);
    }
}
