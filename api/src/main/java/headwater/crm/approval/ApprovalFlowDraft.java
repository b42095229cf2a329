package headwater.crm.approval;

import headwater.crm.approval.ApprovalNode.Mode;
import headwater.crm.record.Draft;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** What a caller says of a flow. */
public record ApprovalFlowDraft(
        RecordType recordType,
        String name,
        List<NodeDraft> nodes,
        @Nullable String externalId,
        @Nullable String idempotencyKey)
        implements Draft {
    private static final int MOST = 20;

    /** What a caller says of a node. */
    public record NodeDraft(
            int step,
            String name,
            Mode mode,
            @Nullable List<ApprovalNode.Condition> conditions,
            List<ApproverDraft> approvers) {

        List<ApprovalNode.Condition> conditionsOrNone() {
            return Objects.requireNonNullElse(conditions, List.of());
        }
    }

    /** Whom a node asks: exactly one is given. */
    public record ApproverDraft(
            @Nullable String user, @Nullable String role, @Nullable Integer managerLevel) {

        Approver approver() {
            return new Approver(
                    user == null ? null : RecordType.USER.decode(user), role, managerLevel);
        }
    }

    /** Flows do not change, so the nodes are not asked for again. */
    static ApprovalFlowDraft of(ApprovalFlow flow) {
        return new ApprovalFlowDraft(
                flow.recordType(), flow.name(), List.of(), flow.externalId(), null);
    }

    @Override
    public void validate(Violations violations) {
        violations.requireText(name, "name");
        violations.limit(externalId, "externalId");
        violations.invalidIf(nodes.size() > MOST, "nodes must be at most 20.", "nodes");
        for (int i = 0; i < nodes.size(); i++) {
            validate(nodes.get(i), Integer.toString(i), violations);
        }
    }

    private static void validate(NodeDraft node, String i, Violations violations) {
        violations.invalidIf(node.name().isBlank(), "A node has a name.", "nodes", i, "name");
        violations.invalidIf(
                isOutside(node.step()),
                "step must be 1 to 20, not %d.".formatted(node.step()),
                "nodes",
                i,
                "step");
        violations.invalidIf(
                isOutside(node.approvers()),
                "A node asks 1 to 20 people, roles or levels.",
                "nodes",
                i,
                "approvers");
        for (ApproverDraft approver : node.approvers()) {
            Integer level = approver.managerLevel();
            violations.invalidIf(
                    level != null && (level < 1 || level > 10),
                    "managerLevel must be 1 to 10, not %d.".formatted(level),
                    "nodes",
                    i,
                    "approvers");
        }
        List<ApprovalNode.Condition> conditions = node.conditionsOrNone();
        violations.invalidIf(
                conditions.stream().map(ApprovalNode.Condition::measure).distinct().count()
                        < conditions.size(),
                "A node asks once for each measure.",
                "nodes",
                i,
                "conditions");
        for (ApprovalNode.Condition condition : conditions) {
            BigDecimal above = condition.above();
            violations.invalidIf(
                    above.signum() < 0,
                    "above must be 0 or more, not %s.".formatted(above),
                    "nodes",
                    i,
                    "conditions");
        }
    }

    private static boolean isOutside(int number) {
        return number < 1 || number > MOST;
    }

    private static boolean isOutside(Collection<?> some) {
        return isOutside(some.size());
    }
}
