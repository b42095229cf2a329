package headwater.crm.approval;

import headwater.crm.approval.Approval.State;
import headwater.crm.permission.Permission;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Writes;
import headwater.crm.record.RecordLoader;
import headwater.crm.shared.Conflict;
import headwater.crm.shared.Connection;
import headwater.crm.shared.Identified;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.NotFound;
import headwater.crm.shared.RecordKey;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Refused;
import headwater.crm.shared.Stamp;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Approvals from submission to the last word. */
@Service
public class ApprovalService implements RecordLoader<Approval> {
    private final ApprovalRepository repository;
    private final ApprovalFlowRepository flows;
    private final ApprovalTaskRepository taskRows;
    private final ApprovalTasks tasks;
    private final Approvables approvables;
    private final Writes writes;

    /** Which, and the version that the caller's decision is based on. */
    public record Which(long id, int expectedVersion) {}

    ApprovalService(
            ApprovalRepository repository,
            ApprovalFlowRepository flows,
            ApprovalTaskRepository taskRows,
            ApprovalTasks tasks,
            Approvables approvables,
            Writes writes) {
        this.repository = repository;
        this.flows = flows;
        this.taskRows = taskRows;
        this.tasks = tasks;
        this.approvables = approvables;
        this.writes = writes;
    }

    @Override
    public RecordType type() {
        return RecordType.APPROVAL;
    }

    @Override
    public List<Approval> byIds(Viewer viewer, Set<Long> ids) {
        return repository.byIds(viewer, ids);
    }

    public Connection<Approval> list(Viewer viewer, ListRequest request) {
        return repository.list(viewer, request);
    }

    /** Those that wait for the viewer. */
    public Connection<Approval> awaiting(Viewer viewer, ListRequest request) {
        return repository.awaiting(viewer, request);
    }

    /** Who was asked in approvals that the viewer may see, and said what. */
    public List<ApprovalTask> tasks(Viewer viewer, List<Approval> approvals) {
        return taskRows.of(viewer, Identified.ids(approvals));
    }

    /**
     * Whether the record, which the viewer is submitting and has locked, waits for somebody; false
     * when nobody has to agree.
     *
     * @throws Refused if there is nobody who could
     */
    public boolean start(Viewer viewer, RecordType type, long id) {
        ApprovalFlow flow = flows.inForce(viewer, type);
        if (flow == null) {
            return false;
        }
        Approvable kind = approvables.of(type);
        Map<Measure, BigDecimal> values = kind.values(viewer, id);
        Course course = Course.of(flows.nodes(viewer, Set.of(flow.id())), values);
        if (course.nodes().isEmpty()) {
            return false;
        }
        Instant now = writes.time().now();
        var approval =
                new Approval(
                        0,
                        flow.id(),
                        new RecordKey(type, id),
                        kind.title(viewer, id),
                        Violations.present(viewer.userId()),
                        State.RUNNING,
                        course.after(0).orElseThrow(),
                        1,
                        values,
                        null,
                        null,
                        Stamp.fresh(now, now, viewer.userId()));
        long key = repository.insert(viewer, approval, now);
        ask(viewer, get(viewer.asSystem(), key), course);
        return true;
    }

    /**
     * The submitter takes back what waits, as long as nobody has said anything; {@link
     * Approvable#refused} is not called.
     */
    public void withdraw(Viewer viewer, RecordType type, long id) {
        Approval approval = repository.running(viewer, new RecordKey(type, id));
        if (approval == null) {
            return;
        }
        if (tasks.of(viewer, approval.id()).stream().anyMatch(ApprovalTask::isDecided)) {
            throw new Refused(
                    Code.WRONG_STATE,
                    "Somebody has decided already; ask the next approver to return it, or an administrator to cancel the approval.",
                    "id");
        }
        end(viewer, approval, State.WITHDRAWN, null);
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
        Approval approval = locked(viewer, approvalOf(viewer, which.id()));
        ApprovalTask task = Violations.present(taskRows.byId(viewer, which.id()));
        requireOpen(viewer, approval, task);
        if (task.version() != which.expectedVersion()) {
            throw new Conflict(which.expectedVersion(), task.version());
        }
        Course course = course(viewer, approval);
        var violations = new Violations();
        decision.validate(violations);
        requireEarlier(approval, course, decision, violations);
        violations.refuse();
        tasks.decide(viewer, approval, task, decision);
        switch (decision.kind()) {
            case APPROVE -> proceed(viewer, approval, course);
            case REJECT -> refuse(viewer, approval, State.REJECTED, reason(decision));
            case RETURN -> {
                if (decision.toStep() == null) {
                    refuse(viewer, approval, State.RETURNED, reason(decision));
                } else {
                    tasks.cancel(viewer, approval, tasks.of(viewer, approval.id()));
                    move(viewer, approval.at(decision.toStep(), approval.round() + 1), course);
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
                            Approval approval = locked(viewer, get(viewer, which.id()));
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
                            refuse(viewer, approval, State.CANCELLED, reason);
                            return get(viewer, which.id());
                        });
    }

    /** After a yes: the rest of its node, the next step, or the end. */
    private void proceed(Viewer viewer, Approval approval, Course course) {
        List<ApprovalTask> round =
                tasks.of(viewer, approval.id()).stream()
                        .filter(task -> task.round() == approval.round())
                        .toList();
        boolean passed = true;
        for (ApprovalNode node : course.at(approval.step())) {
            List<ApprovalTask> asked =
                    round.stream().filter(task -> task.nodeId() == node.id()).toList();
            if (node.isPassed(asked)) {
                tasks.cancel(viewer, approval, asked);
            } else {
                passed = false;
                tasks.next(viewer, approval, asked);
            }
        }
        if (!passed) {
            return;
        }
        var next = course.after(approval.step());
        if (next.isPresent()) {
            move(viewer, approval.at(next.getAsInt(), approval.round()), course);
        } else {
            end(viewer, approval, State.APPROVED, null);
            approvables.of(approval.about().type()).approved(viewer, approval.about().id());
        }
    }

    private void move(Viewer viewer, Approval approval, Course course) {
        update(viewer, approval);
        ask(viewer, approval, course);
    }

    private void ask(Viewer viewer, Approval approval, Course course) {
        course.at(approval.step()).forEach(node -> tasks.ask(viewer, approval, node));
    }

    private void refuse(Viewer viewer, Approval approval, State as, String reason) {
        end(viewer, approval, as, reason);
        approvables.of(approval.about().type()).refused(viewer, approval.about().id(), reason);
    }

    private void end(Viewer viewer, Approval approval, State as, @Nullable String reason) {
        update(viewer, approval.ended(as, reason, writes.time().now()));
        tasks.end(viewer, approval);
    }

    /** Whoever decides need not be able to change approvals. */
    private void update(Viewer viewer, Approval approval) {
        repository.update(viewer.asSystem(), approval, approval.version(), writes.time().now());
    }

    /** The record first, as on submission. */
    private Approval locked(Viewer viewer, Approval approval) {
        approvables.of(approval.about().type()).lock(viewer, approval.about().id());
        return Violations.present(repository.locked(viewer.asSystem(), approval.id()));
    }

    private Approval approvalOf(Viewer viewer, long taskId) {
        ApprovalTask task = taskRows.byId(viewer, taskId);
        if (task == null || byIds(viewer, Set.of(task.approvalId())).isEmpty()) {
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
        return byIds(viewer, Set.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound(RecordType.APPROVAL.encode(id)));
    }
}
