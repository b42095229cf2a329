package headwater.crm.product;

import headwater.crm.company.Company;
import headwater.crm.record.Draft;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;

/**
 * What a caller says of a product.
 *
 * @param currency the company's when null
 * @param active true when null
 */
public record ProductDraft(
        @Nullable String code,
        String name,
        @Nullable String family,
        @Nullable BigDecimal listPrice,
        @Nullable String currency,
        @Nullable BigDecimal cost,
        @Nullable Boolean active,
        @Nullable String externalId,
        @Nullable String idempotencyKey)
        implements Draft {

    public static ProductDraft of(Product product) {
        return new ProductDraft(
                product.code(),
                product.name(),
                product.family(),
                product.listPrice(),
                product.currency(),
                product.cost(),
                product.active(),
                product.externalId(),
                null);
    }

    @Override
    public void validate(Violations violations) {
        violations.requireText(name, "name");
        violations.limit(code, "code");
        violations.limit(family, "family");
        violations.invalidIf(
                listPrice != null && listPrice.signum() < 0,
                "listPrice must not be negative, but is " + listPrice + ".",
                "listPrice");
        violations.invalidIf(
                cost != null && cost.signum() < 0,
                "cost must not be negative, but is " + cost + ".",
                "cost");
        violations.invalidIf(
                currency != null && !Company.isCurrency(currency),
                "\"%s\" is no ISO 4217 currency such as CNY.".formatted(currency),
                "currency");
    }
}
