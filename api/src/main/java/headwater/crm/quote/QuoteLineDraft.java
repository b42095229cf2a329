package headwater.crm.quote;

import headwater.crm.shared.RecordRef;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * What a caller says of a line.
 *
 * @param quantity 1 when null
 * @param unitPrice what the price books say when null
 * @param discountPercent 0 when null
 */
public record QuoteLineDraft(
        RecordRef product,
        @Nullable String description,
        @Nullable BigDecimal quantity,
        @Nullable BigDecimal unitPrice,
        @Nullable BigDecimal discountPercent) {

    BigDecimal quantityOrOne() {
        return Objects.requireNonNullElse(quantity, BigDecimal.ONE);
    }

    BigDecimal discountOrNone() {
        return Objects.requireNonNullElse(discountPercent, BigDecimal.ZERO);
    }

    boolean hasPossibleQuantity() {
        return quantityOrOne().signum() > 0
                && quantityOrOne().stripTrailingZeros().scale() <= 4
                && quantityOrOne().compareTo(BigDecimal.TEN.pow(12)) < 0;
    }

    void validate(Violations violations, String... path) {
        violations.limit(description, "description");
        violations.invalidIf(
                !hasPossibleQuantity(),
                "quantity must be more than 0, with at most 4 decimals.",
                path);
        violations.invalidIf(
                unitPrice != null
                        && (unitPrice.signum() < 0
                                || unitPrice.stripTrailingZeros().scale() > 2
                                || unitPrice.compareTo(BigDecimal.TEN.pow(12)) >= 0),
                "unitPrice must be at least 0, with at most 2 decimals.",
                path);
        violations.invalidIf(
                discountOrNone().signum() < 0
                        || discountOrNone().compareTo(BigDecimal.valueOf(100)) > 0
                        || discountOrNone().stripTrailingZeros().scale() > 2,
                "discountPercent must be 0 to 100, with at most 2 decimals.",
                path);
    }
}
