package headwater.crm.activity;

import headwater.crm.shared.RecordKey;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Stamp;
import headwater.crm.shared.Stamped;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Objects;

/**
 * What happened between us and a customer, or one to be.
 *
 * @param effective whether it counts as following up
 * @param confirmation of what was written late; null for none
 * @param actorId who did it; null when a system did
 */
public record Interaction(
        long id,
        Kind kind,
        Direction direction,
        String subject,
        @Nullable String content,
        Instant happenedAt,
        @Nullable Integer durationSeconds,
        @Nullable Outcome outcome,
        Channel channel,
        boolean effective,
        @Nullable Confirmation confirmation,
        @Nullable Long actorId,
        Place place,
        @Nullable String externalId,
        Stamp stamp)
        implements Stamped {

    /** What it was. */
    public enum Kind {
        CALL,
        VISIT,
        MEETING,
        EMAIL,
        WECOM_MESSAGE,
        NOTE
    }

    /** Who turned to whom. */
    public enum Direction {
        INBOUND,
        OUTBOUND,
        INTERNAL
    }

    /** How it ended. */
    public enum Outcome {
        CONNECTED,
        NOT_CONNECTED,
        HELD,
        CANCELLED
    }

    /** How we know of it. */
    public enum Channel {
        MANUAL,
        TELEPHONY,
        WECOM,
        EMAIL
    }

    /**
     * What it hangs on: exactly one of the first four.
     *
     * @param customerId the account above it, as it was then
     */
    public record Place(
            @Nullable Long accountId,
            @Nullable Long contactId,
            @Nullable Long opportunityId,
            @Nullable Long leadId,
            @Nullable Long customerId) {

        /** The one that it hangs on. */
        RecordKey about() {
            if (accountId != null) {
                return new RecordKey(RecordType.ACCOUNT, accountId);
            }
            if (contactId != null) {
                return new RecordKey(RecordType.CONTACT, contactId);
            }
            return opportunityId != null
                    ? new RecordKey(RecordType.OPPORTUNITY, opportunityId)
                    : new RecordKey(RecordType.LEAD, Objects.requireNonNull(leadId));
        }
    }

    /** Which superior said that it happened though it was written late, and when. */
    public record Confirmation(Instant at, long byId) {}

    public @Nullable Instant confirmedAt() {
        return confirmation == null ? null : confirmation.at();
    }

    public @Nullable Long confirmedById() {
        return confirmation == null ? null : Long.valueOf(confirmation.byId());
    }

    public @Nullable Long accountId() {
        return place.accountId();
    }

    public @Nullable Long contactId() {
        return place.contactId();
    }

    public @Nullable Long opportunityId() {
        return place.opportunityId();
    }

    public @Nullable Long leadId() {
        return place.leadId();
    }

    public @Nullable Long customerId() {
        return place.customerId();
    }
}
