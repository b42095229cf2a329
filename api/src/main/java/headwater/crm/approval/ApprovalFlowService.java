package headwater.crm.approval;

import headwater.crm.approval.ApprovalFlowDraft.ApproverDraft;
import headwater.crm.approval.ApprovalFlowDraft.NodeDraft;
import headwater.crm.approval.ApprovalNode.Condition;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Writes;
import headwater.crm.record.Drafting;
import headwater.crm.record.RecordService;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Violations;
import headwater.crm.sharing.Principals;
import headwater.crm.sharing.ShareDraft;

import org.springframework.stereotype.Service;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Flows: made, never changed. */
@Service
public class ApprovalFlowService extends RecordService<ApprovalFlow, ApprovalFlowDraft> {
    private final ApprovalFlowRepository repository;
    private final Principals principals;
    private final Approvables approvables;

    ApprovalFlowService(
            ApprovalFlowRepository repository,
            Principals principals,
            Approvables approvables,
            Writes writes) {
        super(RecordType.APPROVAL_FLOW, ApprovalFlowDraft.class, repository, writes);
        this.repository = repository;
        this.principals = principals;
        this.approvables = approvables;
    }

    /** The nodes of flows, by step. */
    public List<ApprovalNode> nodes(Viewer viewer, Set<Long> flowIds) {
        return repository.nodes(viewer, flowIds);
    }

    @Override
    protected void stored(Drafting<ApprovalFlow, ApprovalFlowDraft> drafting, long id) {
        repository.insertNodes(
                drafting.viewer(),
                id,
                drafting.draft().nodes().stream().map(ApprovalFlowService::node).toList());
    }

    private static ApprovalNode node(NodeDraft draft) {
        Map<Measure, BigDecimal> above = new EnumMap<>(Measure.class);
        draft.conditionsOrNone().forEach(each -> above.put(each.measure(), each.above()));
        return new ApprovalNode(
                0,
                0,
                draft.step(),
                draft.name(),
                draft.mode(),
                above,
                draft.approvers().stream().map(ApproverDraft::approver).toList());
    }

    @Override
    protected ApprovalFlowDraft draftOf(ApprovalFlow flow) {
        return ApprovalFlowDraft.of(flow);
    }

    @Override
    protected ApprovalFlow drafted(Drafting<ApprovalFlow, ApprovalFlowDraft> drafting) {
        ApprovalFlowDraft draft = drafting.draft();
        for (int i = 0; i < draft.nodes().size(); i++) {
            require(drafting, draft.nodes().get(i), Integer.toString(i));
        }
        drafting.violations().refuse();
        return new ApprovalFlow(
                drafting.id(),
                draft.recordType(),
                repository.nextNumber(drafting.viewer(), draft.recordType()),
                draft.name(),
                draft.externalId(),
                drafting.stamp());
    }

    /** Its people and roles are there, and such records have the figures that it asks for. */
    private void require(
            Drafting<ApprovalFlow, ApprovalFlowDraft> drafting, NodeDraft node, String i) {
        Violations violations = drafting.violations();
        RecordType type = drafting.draft().recordType();
        Set<Measure> known = approvables.of(type).measures();
        for (Condition condition : node.conditionsOrNone()) {
            violations.invalidIf(
                    !known.contains(condition.measure()),
                    "A %s has no %s; it has %s."
                            .formatted(type.typeName(), condition.measure(), known),
                    "nodes",
                    i,
                    "conditions");
        }
        for (ApproverDraft approver : node.approvers()) {
            if (approver.managerLevel() == null) {
                principals.require(
                        drafting.viewer(),
                        new ShareDraft.With(approver.user(), null, null, approver.role()),
                        violations,
                        "nodes",
                        i,
                        "approvers");
            }
        }
    }
}
