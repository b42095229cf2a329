package headwater.crm.pool;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Whose a record is: somebody's, or a pool's.
 *
 * @param ownerId null exactly when it lies in a pool
 * @param extensions effective follow-ups since its owner has it
 * @param recycleDueAt when it goes to the pool unless something happens; null for never
 * @param recycleRuleId the rule that says so
 * @param lockedUntil until when its owner keeps it whatever rules say; null when it is not locked
 * @param unlockedAt when its last lock ended; null when there has been none
 */
public record Holding(
        @Nullable Long ownerId,
        @Nullable Long poolId,
        @Nullable Instant ownedSince,
        @Nullable Instant pooledAt,
        @Nullable Instant lastEffectiveFollowupAt,
        int extensions,
        @Nullable Instant recycleDueAt,
        @Nullable Long recycleRuleId,
        @Nullable Instant lockedUntil,
        @Nullable Instant unlockedAt) {

    public static Holding ofOwner(long ownerId, Instant since) {
        return new Holding(ownerId, null, since, null, null, 0, null, null, null, null);
    }

    public static Holding ofPool(long poolId, Instant since) {
        return new Holding(null, poolId, null, since, null, 0, null, null, null, null);
    }

    /** The same with another instant of recycling. */
    public Holding dueBy(RecycleDue due) {
        return with(
                lastEffectiveFollowupAt,
                extensions,
                due.at(),
                due.ruleId(),
                lockedUntil,
                unlockedAt);
    }

    /** The same after an effective follow-up, which may have been before the last one. */
    Holding followedUp(Instant at) {
        Instant last =
                lastEffectiveFollowupAt == null || at.isAfter(lastEffectiveFollowupAt)
                        ? at
                        : lastEffectiveFollowupAt;
        return with(last, extensions + 1, recycleDueAt, recycleRuleId, lockedUntil, unlockedAt);
    }

    Holding locked(Instant until) {
        return with(lastEffectiveFollowupAt, extensions, null, null, until, null);
    }

    Holding unlocked(Instant at) {
        return with(lastEffectiveFollowupAt, extensions, recycleDueAt, recycleRuleId, null, at);
    }

    /** Of a record that nobody works on any more: it goes to no pool. */
    public Holding atItsEnd() {
        return with(lastEffectiveFollowupAt, extensions, null, recycleRuleId, null, unlockedAt);
    }

    private Holding with(
            @Nullable Instant followedUp,
            int extended,
            @Nullable Instant dueAt,
            @Nullable Long ruleId,
            @Nullable Instant locked,
            @Nullable Instant unlocked) {
        return new Holding(
                ownerId,
                poolId,
                ownedSince,
                pooledAt,
                followedUp,
                extended,
                dueAt,
                ruleId,
                locked,
                unlocked);
    }
}
