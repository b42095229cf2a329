package headwater.crm.approval;

import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

/**
 * What an approver says.
 *
 * @param comment needed for anything but a yes
 * @param toStep with RETURN: the earlier step that decides again; null for the submitter
 */
public record Decision(Kind kind, @Nullable String comment, @Nullable Integer toStep) {

    /** Yes, no, or not like this. */
    public enum Kind {
        APPROVE,
        REJECT,
        RETURN
    }

    ApprovalTask.State as() {
        return switch (kind) {
            case APPROVE -> ApprovalTask.State.APPROVED;
            case REJECT -> ApprovalTask.State.REJECTED;
            case RETURN -> ApprovalTask.State.RETURNED;
        };
    }

    void validate(Violations violations) {
        violations.limit(comment, "comment");
        if (kind != Kind.APPROVE) {
            violations.requireText(comment, "comment");
        }
        violations.invalidIf(
                toStep != null && kind != Kind.RETURN, "toStep goes with RETURN only.", "toStep");
    }
}
