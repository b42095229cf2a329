package headwater.crm.account;

import headwater.crm.record.OfCustomer;
import headwater.crm.shared.Stamp;
import headwater.crm.shared.Stamped;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A customer, or one to be.
 *
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
        long ownerId,
        @Nullable Long parentId,
        @Nullable Instant lastEffectiveFollowupAt,
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

    @Override
    public Long customerId() {
        return id;
    }
}
