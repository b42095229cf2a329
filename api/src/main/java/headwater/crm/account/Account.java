package headwater.crm.account;

import headwater.crm.pool.Holding;
import headwater.crm.record.OfCustomer;
import headwater.crm.shared.Stamp;
import headwater.crm.shared.Stamped;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A customer, or one to be.
 *
 * @param holding whose he is: somebody's, or a pool's
 * @param nextFollowupDueAt by the cadence of its grade; null without a grade
 */
public record Account(
        long id,
        String name,
        @Nullable String uscc,
        @Nullable String industry,
        @Nullable Grade grade,
        CooperationStatus cooperationStatus,
        @Nullable String website,
        @Nullable String phone,
        @Nullable String address,
        Holding holding,
        @Nullable Long parentId,
        @Nullable Instant nextFollowupDueAt,
        @Nullable String externalId,
        Stamp stamp)
        implements Stamped, OfCustomer {

    /** A best. */
    public enum Grade {
        A,
        B,
        C
    }

    /** Where the cooperation stands. */
    public enum CooperationStatus {
        PROSPECT,
        ACTIVE,
        PAUSED,
        ENDED
    }

    public @Nullable Long ownerId() {
        return holding.ownerId();
    }

    public @Nullable Long poolId() {
        return holding.poolId();
    }

    public @Nullable Instant ownedSince() {
        return holding.ownedSince();
    }

    public @Nullable Instant pooledAt() {
        return holding.pooledAt();
    }

    public @Nullable Instant lastEffectiveFollowupAt() {
        return holding.lastEffectiveFollowupAt();
    }

    public @Nullable Instant recycleDueAt() {
        return holding.recycleDueAt();
    }

    public @Nullable Instant lockedUntil() {
        return holding.lockedUntil();
    }

    @Override
    public Long customerId() {
        return id;
    }
}
