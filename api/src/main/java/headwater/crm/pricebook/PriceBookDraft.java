package headwater.crm.pricebook;

import headwater.crm.company.Company;
import headwater.crm.record.Draft;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;

/**
 * What a caller says of a price book.
 *
 * @param currency the company's when null
 * @param isDefault false when null
 * @param active true when null
 * @param rules none when null
 */
public record PriceBookDraft(
        String name,
        @Nullable String currency,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTo,
        @Nullable Boolean isDefault,
        @Nullable Boolean active,
        @Nullable List<PriceRule> rules,
        @Nullable String externalId,
        @Nullable String idempotencyKey)
        implements Draft {
    private static final int MOST_RULES = 100;

    static PriceBookDraft of(PriceBook book) {
        return new PriceBookDraft(
                book.name(),
                book.currency(),
                book.validFrom(),
                book.validTo(),
                book.isDefault(),
                book.active(),
                book.rules(),
                book.externalId(),
                null);
    }

    List<PriceRule> rulesOrNone() {
        return rules == null ? List.of() : rules;
    }

    @Override
    public void validate(Violations violations) {
        violations.requireText(name, "name");
        violations.invalidIf(
                currency != null && !Company.isCurrency(currency),
                "\"%s\" is no ISO 4217 currency such as CNY.".formatted(currency),
                "currency");
        violations.invalidIf(
                validFrom != null && validTo != null && validFrom.isAfter(validTo),
                "validTo must not be before validFrom; both days are included.",
                "validTo");
        violations.invalidIf(
                rulesOrNone().size() > MOST_RULES, "rules: at most " + MOST_RULES + ".", "rules");
        for (int i = 0; i < rulesOrNone().size(); i++) {
            rulesOrNone().get(i).validate(violations, "rules", Integer.toString(i));
        }
    }
}
