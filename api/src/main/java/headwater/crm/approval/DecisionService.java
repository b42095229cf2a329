package headwater.crm.approval;

import headwater.crm.approval.Approval.State;
import headwater.crm.permission.Permission;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Writes;
import headwater.crm.shared.Conflict;
import headwater.crm.shared.NotFound;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Refused;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.util.Set;

/** What those say who were asked, and administrators where nobody says anything. */
@Service
public class DecisionService {
    private final ApprovalRepository approvals;
    private final ApprovalTaskRepository tasks;
    private final ApprovalFlowRepository flows;
    private final ApprovalTasks asking;
    private final ApprovalProceedings proceedings;
    private final Writes writes;

    /** Which, and the version that the caller's decision is based on. */
    public record Which(long id, int expectedVersion) {}

    DecisionService(
            ApprovalRepository approvals,
            ApprovalTaskRepository tasks,
            ApprovalFlowRepository flows,
            ApprovalTasks asking,
            ApprovalProceedings proceedings,
            Writes writes) {
        this.approvals = approvals;
        this.tasks = tasks;
        this.flows = flows;
        this.asking = asking;
        this.proceedings = proceedings;
        this.writes = writes;
    }

    /** A word of one who was asked; the last yes approves the record. */
    public Approval decide(
            Viewer viewer, Which task, Decision decision, @Nullable String idempotencyKey) {
        record Said(Which task, Decision decision) {}
        return writes.transactions()
                .write(
                        viewer,
                        decision.comment(),
                        () ->
                                get(
                                        viewer,
                                        writes.idempotency()
                                                .once(
                                                        viewer,
                                                        idempotencyKey,
                                                        "decideApproval",
                                                        new Said(task, decision),
                                                        () -> decide(viewer, task, decision))));
    }

    private long decide(Viewer viewer, Which which, Decision decision) {
        Approval approval = proceedings.locked(viewer, approvalOf(viewer, which.id()));
        ApprovalTask task = Violations.present(tasks.byId(viewer, which.id()));
        requireOpen(viewer, approval, task);
        if (task.version() != which.expectedVersion()) {
            throw new Conflict(which.expectedVersion(), task.version());
        }
        Course course = course(viewer, approval);
        var violations = new Violations();
        decision.validate(violations);
        requireEarlier(approval, course, decision, violations);
        violations.refuse();
        asking.decide(viewer, approval, task, decision);
        switch (decision.kind()) {
            case APPROVE -> proceedings.proceed(viewer, approval, course);
            case REJECT -> proceedings.refuse(viewer, approval, State.REJECTED, reason(decision));
            case RETURN -> {
                if (decision.toStep() == null) {
                    proceedings.refuse(viewer, approval, State.RETURNED, reason(decision));
                } else {
                    asking.cancel(viewer, approval, asking.of(viewer, approval.id()));
                    proceedings.move(
                            viewer, approval.at(decision.toStep(), approval.round() + 1), course);
                }
            }
        }
        return approval.id();
    }

    private static String reason(Decision decision) {
        return Violations.present(decision.comment());
    }

    /** An administrator ends what runs. */
    public Approval cancel(Viewer viewer, Which which, String reason) {
        viewer.require(Permission.ADMINISTER);
        return writes.transactions()
                .write(
                        viewer,
                        reason,
                        () -> {
                            Approval approval = proceedings.locked(viewer, get(viewer, which.id()));
                            var violations = new Violations();
                            violations.requireText(reason, "reason");
                            if (approval.state() != State.RUNNING) {
                                violations.add(
                                        Code.WRONG_STATE,
                                        "The approval is %s already.".formatted(approval.state()),
                                        "id");
                            }
                            violations.refuse();
                            if (approval.version() != which.expectedVersion()) {
                                throw new Conflict(which.expectedVersion(), approval.version());
                            }
                            proceedings.refuse(viewer, approval, State.CANCELLED, reason);
                            return get(viewer, which.id());
                        });
    }

    private Approval approvalOf(Viewer viewer, long taskId) {
        ApprovalTask task = tasks.byId(viewer, taskId);
        if (task == null || approvals.byIds(viewer, Set.of(task.approvalId())).isEmpty()) {
            throw new NotFound(RecordType.APPROVAL_TASK.encode(taskId));
        }
        return get(viewer, task.approvalId());
    }

    private static void requireOpen(Viewer viewer, Approval approval, ApprovalTask task) {
        if (viewer.userId() == null || viewer.userId() != task.approverId()) {
            throw new Refused(Code.NOT_PERMITTED, "This waits for somebody else's word.", "id");
        }
        if (approval.state() != State.RUNNING || task.state() != ApprovalTask.State.OPEN) {
            throw new Refused(
                    Code.WRONG_STATE,
                    "Nothing waits for you here: your task is %s, and the approval %s."
                            .formatted(task.state(), approval.state()),
                    "id");
        }
    }

    private static void requireEarlier(
            Approval approval, Course course, Decision decision, Violations violations) {
        Integer to = decision.toStep();
        if (to != null) {
            violations.invalidIf(
                    to >= approval.step() || course.at(to).isEmpty(),
                    "toStep must be a step that this approval has passed, before %d."
                            .formatted(approval.step()),
                    "toStep");
        }
    }

    private Course course(Viewer viewer, Approval approval) {
        return Course.of(flows.nodes(viewer, Set.of(approval.flowId())), approval.measured());
    }

    private Approval get(Viewer viewer, long id) {
        return approvals.byIds(viewer, Set.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound(RecordType.APPROVAL.encode(id)));
    }
}
