package headwater.crm.approval;

import headwater.crm.approval.ApprovalNode.Mode;
import headwater.crm.shared.Stamp;
import headwater.crm.shared.Stamped;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What one person was asked.
 *
 * @param step of the node
 * @param name of the node
 * @param mode of the node
 * @param openedAt null while somebody before him has to decide
 */
public record ApprovalTask(
        long id,
        long approvalId,
        long nodeId,
        int step,
        String name,
        Mode mode,
        int round,
        long approverId,
        State state,
        @Nullable String comment,
        @Nullable Instant openedAt,
        @Nullable Instant decidedAt,
        Stamp stamp)
        implements Stamped {

    /** How it stands. */
    public enum State {
        WAITING,
        OPEN,
        APPROVED,
        REJECTED,
        RETURNED,
        CANCELLED,
        /** Whoever was asked has left, and somebody else is asked in his place. */
        TRANSFERRED
    }

    boolean isApproved() {
        return state == State.APPROVED;
    }

    /** Whether its approver has said anything. */
    boolean isDecided() {
        return state == State.APPROVED || state == State.REJECTED || state == State.RETURNED;
    }
}
