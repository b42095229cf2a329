package headwater.crm.outcome;

import headwater.crm.record.Draft;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

/**
 * What a caller says of a competitor.
 *
 * @param active true when null
 */
public record CompetitorDraft(
        String name,
        @Nullable String website,
        @Nullable String strengths,
        @Nullable String weaknesses,
        @Nullable Boolean active,
        @Nullable String externalId,
        @Nullable String idempotencyKey)
        implements Draft {

    @Override
    public void validate(Violations violations) {
        violations.requireText(name, "name");
        violations.limit(website, "website");
        violations.limit(strengths, "strengths");
        violations.limit(weaknesses, "weaknesses");
    }
}
