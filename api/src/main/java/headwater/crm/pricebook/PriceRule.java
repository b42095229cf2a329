package headwater.crm.pricebook;

import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;

/**
 * How a book prices products that it has no entry for.
 *
 * @param family of the products that it prices; null for all
 * @param percentOff off the base; negative adds
 * @param surcharge added at the end, may be negative; 0 when null
 * @param roundTo the price is rounded half up to a multiple of this, before the surcharge; 0.01
 *     when null
 */
public record PriceRule(
        @Nullable String family,
        Base base,
        BigDecimal percentOff,
        @Nullable BigDecimal surcharge,
        @Nullable BigDecimal roundTo) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal CENT = new BigDecimal("0.01");
    private static final BigDecimal MOST_ADDED = BigDecimal.valueOf(-10_000);

    /** What a rule starts from. */
    public enum Base {
        LIST_PRICE,
        DEFAULT_BOOK,
        COST
    }

    BigDecimal surchargeOrNone() {
        return surcharge == null ? BigDecimal.ZERO : surcharge;
    }

    boolean prices(@Nullable String familyOfProduct) {
        return family == null || Objects.equals(family, familyOfProduct);
    }

    /** Never less than 0. */
    BigDecimal applyTo(BigDecimal price) {
        BigDecimal multiple = roundTo == null ? CENT : roundTo;
        return price.multiply(HUNDRED.subtract(percentOff))
                .divide(HUNDRED.multiply(multiple), 0, RoundingMode.HALF_UP)
                .multiply(multiple)
                .add(surchargeOrNone())
                .max(BigDecimal.ZERO)
                .setScale(2, RoundingMode.HALF_UP);
    }

    void validate(Violations violations, String... field) {
        violations.limit(family, "family");
        violations.invalidIf(
                percentOff.compareTo(HUNDRED) > 0
                        || percentOff.compareTo(MOST_ADDED) < 0
                        || percentOff.stripTrailingZeros().scale() > 2,
                "percentOff must be -10000 to 100, with at most 2 decimals.",
                field);
        violations.invalidIf(
                surchargeOrNone().stripTrailingZeros().scale() > 2,
                "surcharge has at most 2 decimals.",
                field);
        violations.invalidIf(
                roundTo != null
                        && (roundTo.signum() <= 0 || roundTo.stripTrailingZeros().scale() > 2),
                "roundTo must be more than 0, with at most 2 decimals.",
                field);
    }
}
