package headwater.crm.lead;

import headwater.crm.account.Account.Grade;
import headwater.crm.lead.Lead.Stage;
import headwater.crm.shared.Identified;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * One business-relevant change of a lead, with its values right after it.
 *
 * @param byId who did it; null for the system
 * @param teamId the owner's team on that day
 */
public record LeadChange(
        long id,
        long leadId,
        Kind kind,
        Instant at,
        @Nullable Long byId,
        @Nullable String reason,
        Stage stage,
        @Nullable Grade grade,
        @Nullable Long ownerId,
        @Nullable Long teamId,
        @Nullable Long poolId)
        implements Identified {

    /** What changed. */
    public enum Kind {
        CREATED,
        STAGE,
        OWNER,
        CLAIMED,
        POOLED,
        LOCKED,
        UNLOCKED,
        CONVERTED,
        DELETED,
        RESTORED
    }
}
