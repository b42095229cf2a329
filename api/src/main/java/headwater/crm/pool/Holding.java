package headwater.crm.pool;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Whose a record is: somebody's, or a pool's.
 *
 * @param ownerId null exactly when it lies in a pool
 * @param recycleDueAt when it goes to the pool unless something happens; null for never
 * @param recycleRuleId the rule that says so
 */
public record Holding(
        @Nullable Long ownerId,
        @Nullable Long poolId,
        @Nullable Instant ownedSince,
        @Nullable Instant pooledAt,
        @Nullable Instant lastEffectiveFollowupAt,
        @Nullable Instant recycleDueAt,
        @Nullable Long recycleRuleId,
        @Nullable Instant lockedUntil) {

    public static Holding ofOwner(long ownerId, Instant since) {
        return new Holding(ownerId, null, since, null, null, null, null, null);
    }

    public static Holding ofPool(long poolId, Instant since) {
        return new Holding(null, poolId, null, since, null, null, null, null);
    }

    /** The same with another instant of recycling. */
    public Holding dueBy(RecycleDue due) {
        return new Holding(
                ownerId,
                poolId,
                ownedSince,
                pooledAt,
                lastEffectiveFollowupAt,
                due.at(),
                due.ruleId(),
                lockedUntil);
    }
}
