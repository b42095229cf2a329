package headwater.crm.pool;

import headwater.crm.pool.Pool.PoolObject;
import headwater.crm.pool.RecycleRule.OpenOpportunities;
import headwater.crm.pool.RecycleRule.Trigger;
import headwater.crm.record.Draft;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.Violations;
import headwater.crm.sharing.ShareDraft;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What a caller says of a pool. Lists that are null stay as they are.
 *
 * @param priority 0 when null
 * @param lockLimit 0 when null: nobody may lock
 * @param lockDays 30 when null
 */
public record PoolDraft(
        String name,
        PoolObject object,
        @Nullable Integer priority,
        @Nullable List<Member> members,
        @Nullable List<String> shownFields,
        @Nullable List<String> maskedFields,
        @Nullable Integer dailyClaimLimit,
        @Nullable Integer holdLimit,
        @Nullable Integer cooldownDays,
        @Nullable Integer embargoHours,
        @Nullable Integer dailyViewLimit,
        @Nullable Integer lockLimit,
        @Nullable Integer lockDays,
        @Nullable List<Rule> recycleRules,
        @Nullable String externalId,
        @Nullable String idempotencyKey)
        implements Draft {
    private static final int MOST_MEMBERS = 100;
    private static final int MOST_RULES = 20;
    private static final int MOST_LOCKED_DAYS = 3650;

    /** Who may see and claim. */
    public record Member(ShareDraft.With with, boolean administers) {}

    /** When a record of a member comes into the pool. */
    public record Rule(
            @Nullable List<String> grades,
            @Nullable List<RecordRef> sources,
            Trigger trigger,
            @Nullable Integer days,
            @Nullable Integer extensionDays,
            @Nullable Integer mostDays,
            boolean workingDays,
            OpenOpportunities openOpportunities) {

        private void validate(Violations violations, String position) {
            boolean counts = trigger != Trigger.OWNER_DISABLED;
            violations.invalidIf(
                    counts != (days != null && days > 0),
                    counts
                            ? trigger + " needs days, at least 1."
                            : "OWNER_DISABLED works at once; leave days out.",
                    "recycleRules",
                    position,
                    "days");
            violations.invalidIf(
                    trigger == Trigger.PROTECTION && (extensionDays == null || mostDays == null),
                    "PROTECTION needs extensionDays and mostDays.",
                    "recycleRules",
                    position,
                    "extensionDays");
            violations.invalidIf(
                    days != null && mostDays != null && mostDays < days,
                    "mostDays, %d, is less than days, %d.".formatted(mostDays, days),
                    "recycleRules",
                    position,
                    "mostDays");
        }
    }

    static PoolDraft of(Pool pool) {
        return new PoolDraft(
                pool.name(),
                pool.object(),
                pool.priority(),
                null,
                pool.shownFields(),
                pool.maskedFields(),
                pool.dailyClaimLimit(),
                pool.holdLimit(),
                pool.cooldownDays(),
                pool.embargoHours(),
                pool.dailyViewLimit(),
                pool.lockLimit(),
                pool.lockDays(),
                null,
                pool.externalId(),
                null);
    }

    @Override
    public void validate(Violations violations) {
        violations.requireText(name, "name");
        positive(violations, dailyClaimLimit, "dailyClaimLimit");
        positive(violations, holdLimit, "holdLimit");
        positive(violations, dailyViewLimit, "dailyViewLimit");
        violations.invalidIf(
                cooldownDays != null && cooldownDays < 0,
                "cooldownDays must not be negative.",
                "cooldownDays");
        violations.invalidIf(
                embargoHours != null && embargoHours < 0,
                "embargoHours must not be negative.",
                "embargoHours");
        violations.invalidIf(
                lockLimit != null && lockLimit < 0, "lockLimit must not be negative.", "lockLimit");
        violations.invalidIf(
                lockDays != null && (lockDays < 1 || lockDays > MOST_LOCKED_DAYS),
                "lockDays must be 1 to %d.".formatted(MOST_LOCKED_DAYS),
                "lockDays");
        violations.invalidIf(
                members != null && members.size() > MOST_MEMBERS,
                "members: at most %d.".formatted(MOST_MEMBERS),
                "members");
        violations.invalidIf(
                recycleRules != null && recycleRules.size() > MOST_RULES,
                "recycleRules: at most %d.".formatted(MOST_RULES),
                "recycleRules");
        if (recycleRules != null) {
            for (int i = 0; i < recycleRules.size(); i++) {
                recycleRules.get(i).validate(violations, Integer.toString(i));
            }
        }
    }

    private static void positive(Violations violations, @Nullable Integer limit, String field) {
        violations.invalidIf(
                limit != null && limit < 1,
                "%s must be at least 1, or null for no limit.".formatted(field),
                field);
    }
}
