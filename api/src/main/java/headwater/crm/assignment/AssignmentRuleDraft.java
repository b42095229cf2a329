package headwater.crm.assignment;

import headwater.crm.assignment.AssignmentRule.Strategy;
import headwater.crm.record.Draft;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What a caller says of a rule.
 *
 * @param active true when null
 * @param candidates stay as they are when null
 */
public record AssignmentRuleDraft(
        String name,
        Integer ordinal,
        @Nullable Boolean active,
        @Nullable List<RecordRef> sources,
        @Nullable List<RecordRef> campaigns,
        @Nullable List<String> regions,
        @Nullable List<String> industries,
        @Nullable List<String> grades,
        Strategy strategy,
        @Nullable List<CandidateDraft> candidates,
        @Nullable Integer holdLimit,
        @Nullable Integer dailyQuota,
        @Nullable Boolean inWorkingTime,
        @Nullable Integer firstResponseMinutes,
        @Nullable RecordRef fallbackPool,
        @Nullable String externalId,
        @Nullable String idempotencyKey)
        implements Draft {
    private static final int MOST_CANDIDATES = 200;
    private static final int MOST_MINUTES = 14_400;

    /** A person or a team. */
    public record CandidateDraft(
            @Nullable RecordRef user,
            @Nullable RecordRef team,
            int weight,
            @Nullable List<String> regions) {}

    @Override
    public void validate(Violations violations) {
        violations.requireText(name, "name");
        violations.invalidIf(
                holdLimit != null && holdLimit < 1, "holdLimit must be at least 1.", "holdLimit");
        violations.invalidIf(
                dailyQuota != null && dailyQuota < 1,
                "dailyQuota must be at least 1.",
                "dailyQuota");
        violations.invalidIf(
                firstResponseMinutes != null
                        && (firstResponseMinutes < 1 || firstResponseMinutes > MOST_MINUTES),
                "firstResponseMinutes must be 1 to 14,400 working minutes.",
                "firstResponseMinutes");
        if (candidates == null) {
            return;
        }
        violations.invalidIf(
                candidates.size() > MOST_CANDIDATES,
                "candidates: at most %d.".formatted(MOST_CANDIDATES),
                "candidates");
        for (int i = 0; i < candidates.size(); i++) {
            CandidateDraft each = candidates.get(i);
            violations.invalidIf(
                    (each.user() == null) == (each.team() == null),
                    "A candidate is a user or a team.",
                    "candidates",
                    Integer.toString(i));
            violations.invalidIf(
                    each.weight() < 1,
                    "weight must be at least 1.",
                    "candidates",
                    Integer.toString(i),
                    "weight");
        }
    }
}
