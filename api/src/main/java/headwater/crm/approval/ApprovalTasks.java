package headwater.crm.approval;

import headwater.crm.approval.ApprovalNode.Mode;
import headwater.crm.approval.ApprovalTask.State;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.BusinessTime;
import headwater.crm.shared.RecordKey;
import headwater.crm.sharing.Loans;
import headwater.crm.task.Task;
import headwater.crm.task.Todo;
import headwater.crm.task.Todos;

import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Set;

/**
 * Asks people and stops asking them: the task, the to-do about it, and leave to see the record for
 * as long as the approval runs, always together.
 */
@Component
class ApprovalTasks {
    private static final String DEPARTED = "审批人已停用，已转交 The approver has left; handed on";

    private final ApprovalTaskRepository repository;
    private final Approvers approvers;
    private final Loans loans;
    private final Todos todos;
    private final BusinessTime time;

    ApprovalTasks(
            ApprovalTaskRepository repository,
            Approvers approvers,
            Loans loans,
            Todos todos,
            BusinessTime time) {
        this.repository = repository;
        this.approvers = approvers;
        this.loans = loans;
        this.todos = todos;
        this.time = time;
    }

    List<ApprovalTask> of(Viewer viewer, long approvalId) {
        return repository.of(viewer, Set.of(approvalId));
    }

    /** Asks all of a node at once, or the first of them. */
    void ask(Viewer viewer, Approval approval, ApprovalNode node) {
        int ordinal = 0;
        for (Long person : approvers.of(viewer, node, approval.ownerId())) {
            long task = repository.insert(viewer, approval, node, person, ordinal);
            if (ordinal == 0 || node.mode() != Mode.SEQUENTIAL) {
                open(viewer, approval, task, person);
            }
            ordinal++;
        }
    }

    private void open(Viewer viewer, Approval approval, long task, long person) {
        RecordKey about = approval.about();
        boolean lent = loans.lend(viewer, about, person);
        repository.open(viewer, task, lent, time.now());
        todos.raise(
                viewer,
                List.of(
                        new Todo(
                                key(approval, task),
                                Task.Kind.APPROVAL,
                                person,
                                "请审批 Please approve: " + approval.subject(),
                                null,
                                about.type(),
                                about.id(),
                                null,
                                false)));
    }

    /** Asks another in place of one who has left, unless he is asked for the same already. */
    void transfer(Viewer viewer, Approval approval, ApprovalTask task, long person) {
        repository.decide(viewer, task.id(), State.TRANSFERRED, DEPARTED, time.now());
        todos.closeKeyed(
                viewer,
                approval.about().type(),
                approval.about().id(),
                key(approval, task.id()),
                Task.Status.CANCELLED,
                DEPARTED);
        Long inPlace = repository.insertInPlaceOf(viewer, task, person);
        if (inPlace != null) {
            open(viewer, approval, inPlace, person);
        }
    }

    /** Asks whoever comes next of those who are asked one after the other. */
    void next(Viewer viewer, Approval approval, List<ApprovalTask> asked) {
        if (asked.stream().noneMatch(task -> task.state() == State.OPEN)) {
            asked.stream()
                    .filter(task -> task.state() == State.WAITING)
                    .findFirst()
                    .ifPresent(task -> open(viewer, approval, task.id(), task.approverId()));
        }
    }

    /** What one person says. */
    void decide(Viewer viewer, Approval approval, ApprovalTask task, Decision decision) {
        repository.decide(viewer, task.id(), decision.as(), decision.comment(), time.now());
        todos.closeKeyed(
                viewer,
                approval.about().type(),
                approval.about().id(),
                key(approval, task.id()),
                Task.Status.DONE,
                "已处理 Decided");
    }

    /** Needs no word any more from some who were asked, or would have been. */
    void cancel(Viewer viewer, Approval approval, List<ApprovalTask> tasks) {
        for (ApprovalTask task : tasks) {
            if (task.state() == State.OPEN || task.state() == State.WAITING) {
                repository.decide(viewer, task.id(), State.CANCELLED, null, time.now());
                todos.closeKeyed(
                        viewer,
                        approval.about().type(),
                        approval.about().id(),
                        key(approval, task.id()),
                        Task.Status.CANCELLED,
                        "无需再审批 No longer needed");
            }
        }
    }

    /** The approval has ended: who could see the record only for it does so no more. */
    void end(Viewer viewer, Approval approval) {
        cancel(viewer, approval, of(viewer, approval.id()));
        for (Long person : repository.borrowers(viewer, approval.id())) {
            loans.takeBack(viewer, approval.about(), person);
        }
    }

    private static String key(Approval approval, long task) {
        return "approval:%d:%d:".formatted(approval.id(), task);
    }
}
