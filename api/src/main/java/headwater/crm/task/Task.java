package headwater.crm.task;

import headwater.crm.shared.RecordKey;
import headwater.crm.shared.Stamp;
import headwater.crm.shared.Stamped;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Something that somebody has to do.
 *
 * @param mandatory whether a stage cannot be left before it is done or waived
 * @param ownerId who has to do it
 * @param remindAt when it comes up in his day, though it is not due yet
 * @param customerId the account above the record that it is about
 * @param closing null while it is open
 */
public record Task(
        long id,
        String subject,
        @Nullable String note,
        Kind kind,
        Priority priority,
        boolean mandatory,
        Status status,
        long ownerId,
        @Nullable Instant dueAt,
        @Nullable Instant remindAt,
        @Nullable RecordKey about,
        @Nullable Long customerId,
        @Nullable Closing closing,
        @Nullable String externalId,
        Stamp stamp)
        implements Stamped {

    /** Why there is such a task. */
    public enum Kind {
        MANUAL,
        STAGE,
        STAY_LIMIT,
        INSTALMENT,
        APPROVAL,
        RECYCLE,
        FOLLOWUP
    }

    /** How much it matters. */
    public enum Priority {
        HIGH,
        NORMAL,
        LOW
    }

    /** What has become of it. */
    public enum Status {
        OPEN,
        DONE,
        WAIVED,
        CANCELLED
    }

    /**
     * How it ended.
     *
     * @param at null where a list did not ask for it
     * @param byId null when the system closed it
     */
    record Closing(@Nullable Instant at, @Nullable Long byId, @Nullable String reason) {}

    /** Whether a rule asked for it; what the rule said stays then. */
    public boolean isOfRule() {
        return kind != Kind.MANUAL;
    }

    /** Typed id of the record that it is about. */
    public @Nullable String aboutId() {
        return about == null ? null : about.toString();
    }

    public @Nullable Instant closedAt() {
        return closing == null ? null : closing.at();
    }

    public @Nullable Long closedById() {
        return closing == null ? null : closing.byId();
    }

    public @Nullable String closeReason() {
        return closing == null ? null : closing.reason();
    }
}
