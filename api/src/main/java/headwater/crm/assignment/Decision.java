package headwater.crm.assignment;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * Who gets a lead, and why.
 *
 * @param ruleId the rule that decided; null when none did
 * @param userId null when it goes to a pool, or when no rule decided
 * @param respondBy until when he has to turn to it for the first time; null when no target is set
 */
public record Decision(
        Instant at,
        @Nullable Long ruleId,
        @Nullable Integer ruleVersion,
        AssignmentRule.@Nullable Strategy strategy,
        @Nullable Long userId,
        @Nullable Long poolId,
        @Nullable Instant respondBy,
        List<Step> steps) {

    /** One rule that was looked at, in order. */
    public record Step(long ruleId, String name, Outcome outcome, List<PassedOver> passedOver) {}

    /** A candidate who did not get it. */
    public record PassedOver(long userId, Reason reason) {}

    /** What came of a rule. */
    public enum Outcome {
        DOES_NOT_FIT,
        RESTS,
        NOBODY_FREE,
        FALLBACK_POOL,
        DECIDED
    }

    /** Why somebody did not get it. */
    public enum Reason {
        INACTIVE,
        ABSENT,
        HOLD_LIMIT,
        DAILY_QUOTA,
        OTHER_REGION,
        NOT_THE_CUSTOMERS_OWNER,
        NOT_HIS_TURN,
        NO_RESPONSE
    }

    /** The same, with a pool for what nobody got. */
    public Decision into(@Nullable Long pool) {
        return new Decision(at, ruleId, ruleVersion, strategy, userId, pool, respondBy, steps);
    }

    boolean isMade() {
        return userId != null || poolId != null;
    }
}
