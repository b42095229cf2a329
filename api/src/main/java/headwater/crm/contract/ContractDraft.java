package headwater.crm.contract;

import headwater.crm.company.Company;
import headwater.crm.record.Draft;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * What a caller says of a contract.
 *
 * @param account the quote's when null
 * @param opportunity the quote's when null
 * @param quote the revision to make it from
 * @param amount the quote's when null
 * @param currency the quote's when null, or else the company's
 * @param owner the quote's when null, or else the caller himself
 * @param instalments none when null
 */
public record ContractDraft(
        @Nullable RecordRef account,
        @Nullable RecordRef opportunity,
        @Nullable RecordRef quote,
        String title,
        @Nullable BigDecimal amount,
        @Nullable String currency,
        @Nullable LocalDate startsOn,
        @Nullable LocalDate endsOn,
        @Nullable String terms,
        @Nullable List<InstalmentDraft> instalments,
        @Nullable RecordRef owner,
        @Nullable String externalId,
        @Nullable String idempotencyKey)
        implements Draft {
    static final BigDecimal MOST = BigDecimal.TEN.pow(16);

    static ContractDraft of(Contract contract) {
        return new ContractDraft(
                RecordRef.of(RecordType.ACCOUNT, contract.accountId()),
                RecordRef.ofNullable(RecordType.OPPORTUNITY, contract.opportunityId()),
                RecordRef.ofNullable(RecordType.QUOTE, contract.quoteId()),
                contract.title(),
                contract.worth().amount(),
                contract.currency(),
                contract.startsOn(),
                contract.endsOn(),
                contract.terms(),
                contract.instalments().stream().map(Instalment::draft).toList(),
                RecordRef.of(RecordType.USER, contract.ownerId()),
                contract.externalId(),
                null);
    }

    List<InstalmentDraft> plan() {
        return instalments == null ? List.of() : instalments;
    }

    @Override
    public void validate(Violations violations) {
        violations.requireText(title, "title");
        violations.limit(terms, "terms");
        violations.limit(externalId, "externalId");
        validateAmount(amount, violations);
        violations.invalidIf(
                currency != null && !Company.isCurrency(currency),
                "\"%s\" is no ISO 4217 currency such as CNY.".formatted(currency),
                "currency");
        violations.invalidIf(
                startsOn != null && endsOn != null && endsOn.isBefore(startsOn),
                "endsOn, %s, lies before startsOn, %s.".formatted(endsOn, startsOn),
                "endsOn");
        validatePlan(plan(), violations);
    }

    static void validateAmount(@Nullable BigDecimal amount, Violations violations) {
        violations.invalidIf(
                amount != null
                        && (amount.signum() <= 0
                                || amount.stripTrailingZeros().scale() > 2
                                || amount.compareTo(MOST) >= 0),
                "amount must be more than 0, with at most 2 decimals.",
                "amount");
    }

    static void validatePlan(List<InstalmentDraft> plan, Violations violations) {
        violations.invalidIf(
                plan.size() > Plan.MOST_INSTALMENTS,
                "instalments: at most " + Plan.MOST_INSTALMENTS + ".",
                "instalments");
        for (int i = 0; i < plan.size(); i++) {
            plan.get(i).validate(violations, "instalments", Integer.toString(i));
        }
    }
}
