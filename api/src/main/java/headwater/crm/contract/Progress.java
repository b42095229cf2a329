package headwater.crm.contract;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * How far a contract has come.
 *
 * @param completedAt when all was paid or waived; null unless COMPLETED
 * @param closedAt when it was terminated or became void
 * @param rejectedReason why it is a draft again
 */
public record Progress(
        State state,
        @Nullable Instant submittedAt,
        @Nullable Instant approvedAt,
        @Nullable Instant completedAt,
        @Nullable Instant closedAt,
        @Nullable String closeReason,
        @Nullable String rejectedReason) {

    static final Progress DRAFT = new Progress(State.DRAFT, null, null, null, null, null, null);

    /** What became of it. */
    public enum State {
        DRAFT,
        IN_APPROVAL,
        APPROVED,
        SIGNED,
        IN_PERFORMANCE,
        COMPLETED,
        TERMINATED,
        VOID;

        /** Whether money may still come in for it. */
        public boolean isPayable() {
            return switch (this) {
                case APPROVED, SIGNED, IN_PERFORMANCE, COMPLETED, TERMINATED -> true;
                case DRAFT, IN_APPROVAL, VOID -> false;
            };
        }
    }

    Progress submitted(Instant now) {
        return new Progress(State.IN_APPROVAL, now, null, null, null, null, null);
    }

    Progress approved(Instant now) {
        return new Progress(
                State.APPROVED,
                submittedAt == null ? now : submittedAt,
                now,
                null,
                null,
                null,
                null);
    }

    /**
     * @param reason null for who takes it back himself
     */
    Progress draftAgain(@Nullable String reason) {
        return new Progress(State.DRAFT, null, null, null, null, null, reason);
    }

    Progress in(State next) {
        return new Progress(
                next, submittedAt, approvedAt, completedAt, closedAt, closeReason, rejectedReason);
    }

    Progress closed(State next, String reason, Instant now) {
        return new Progress(next, submittedAt, approvedAt, null, now, reason, rejectedReason);
    }

    /** Completed once all is paid or waived, and back when it no longer is. */
    Progress settled(Worth worth, Instant now) {
        if (worth.isSettled() && (state == State.SIGNED || state == State.IN_PERFORMANCE)) {
            return completed(State.COMPLETED, now);
        }
        if (!worth.isSettled() && state == State.COMPLETED) {
            return completed(State.IN_PERFORMANCE, null);
        }
        return this;
    }

    private Progress completed(State next, @Nullable Instant at) {
        return new Progress(
                next, submittedAt, approvedAt, at, closedAt, closeReason, rejectedReason);
    }
}
