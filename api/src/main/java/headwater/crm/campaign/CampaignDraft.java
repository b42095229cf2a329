package headwater.crm.campaign;

import headwater.crm.company.Company;
import headwater.crm.record.Draft;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/**
 * What a caller says of a campaign.
 *
 * @param status PLANNED when null
 * @param currency the company's when null
 * @param owner the caller himself when null
 */
public record CampaignDraft(
        String name,
        @Nullable String kind,
        Campaign.@Nullable Status status,
        @Nullable LocalDate startsOn,
        @Nullable LocalDate endsOn,
        @Nullable BigDecimal plannedBudget,
        @Nullable BigDecimal actualCost,
        @Nullable String currency,
        @Nullable RecordRef owner,
        @Nullable Instant createdAt,
        @Nullable String externalId,
        @Nullable String idempotencyKey)
        implements Draft {

    static CampaignDraft of(Campaign campaign) {
        return new CampaignDraft(
                campaign.name(),
                campaign.kind(),
                campaign.status(),
                campaign.startsOn(),
                campaign.endsOn(),
                campaign.planned(),
                campaign.spent(),
                campaign.currency(),
                RecordRef.of(RecordType.USER, campaign.ownerId()),
                campaign.createdAt(),
                campaign.externalId(),
                null);
    }

    @Override
    public void validate(Violations violations) {
        violations.requireText(name, "name");
        violations.limit(kind, "kind");
        violations.invalidIf(
                startsOn != null && endsOn != null && endsOn.isBefore(startsOn),
                "endsOn, %s, lies before startsOn, %s.".formatted(endsOn, startsOn),
                "endsOn");
        violations.amount(plannedBudget, "plannedBudget");
        violations.amount(actualCost, "actualCost");
        violations.invalidIf(
                currency != null && !Company.isCurrency(currency),
                "\"%s\" is no ISO 4217 currency such as CNY.".formatted(currency),
                "currency");
    }
}
