package headwater.crm.lead;

import headwater.crm.account.Account.Grade;
import headwater.crm.record.Draft;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What a caller says of a lead.
 *
 * @param source stays as it is once the lead is there, as does the campaign
 * @param owner when null, the assignment rules decide
 * @param pool puts a new lead into a pool instead
 */
public record LeadDraft(
        String name,
        @Nullable String company,
        @Nullable String title,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String website,
        @Nullable String industry,
        @Nullable String region,
        @Nullable Grade grade,
        @Nullable String note,
        @Nullable RecordRef source,
        @Nullable RecordRef campaign,
        @Nullable RecordRef owner,
        @Nullable RecordRef pool,
        @Nullable Instant createdAt,
        @Nullable String externalId,
        @Nullable String idempotencyKey)
        implements Draft {

    static LeadDraft of(Lead lead) {
        return new LeadDraft(
                lead.name(),
                lead.company(),
                lead.title(),
                lead.email(),
                lead.phone(),
                lead.website(),
                lead.industry(),
                lead.region(),
                lead.grade(),
                lead.note(),
                RecordRef.ofNullable(RecordType.LEAD_SOURCE, lead.sourceId()),
                RecordRef.ofNullable(RecordType.CAMPAIGN, lead.campaignId()),
                RecordRef.ofNullable(RecordType.USER, lead.ownerId()),
                RecordRef.ofNullable(RecordType.POOL, lead.poolId()),
                lead.createdAt(),
                lead.externalId(),
                null);
    }

    @Override
    public void validate(Violations violations) {
        violations.requireText(name, "name");
        violations.limit(company, "company");
        violations.limit(title, "title");
        violations.limit(phone, "phone");
        violations.limit(website, "website");
        violations.limit(industry, "industry");
        violations.limit(region, "region");
        violations.limit(note, "note");
        violations.invalidIf(
                email != null && !email.contains("@"),
                "\"%s\" is no e-mail address.".formatted(email),
                "email");
        violations.invalidIf(
                owner != null && pool != null,
                "A lead has an owner or lies in a pool, not both.",
                "pool");
    }
}
