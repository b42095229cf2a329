package headwater.crm.approval;

import headwater.crm.approval.Approval.State;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.BusinessTime;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.List;

/** How an approval goes from step to step and ends, in the transaction of who moves it. */
@Component
class ApprovalProceedings {
    private final ApprovalRepository repository;
    private final ApprovalTasks tasks;
    private final Approvables approvables;
    private final BusinessTime time;

    ApprovalProceedings(
            ApprovalRepository repository,
            ApprovalTasks tasks,
            Approvables approvables,
            BusinessTime time) {
        this.repository = repository;
        this.tasks = tasks;
        this.approvables = approvables;
        this.time = time;
    }

    /** After a yes: the rest of its node, the next step, or the end. */
    void proceed(Viewer viewer, Approval approval, Course course) {
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

    /** Opens the step that the approval has come to. */
    void move(Viewer viewer, Approval approval, Course course) {
        update(viewer, approval);
        ask(viewer, approval, course);
    }

    /** Asks whoever decides in its step. */
    void ask(Viewer viewer, Approval approval, Course course) {
        course.at(approval.step()).forEach(node -> tasks.ask(viewer, approval, node));
    }

    /** It ends without a yes, and the record is a draft again. */
    void refuse(Viewer viewer, Approval approval, State as, String reason) {
        end(viewer, approval, as, reason);
        approvables.of(approval.about().type()).refused(viewer, approval.about().id(), reason);
    }

    /** It ends, and nobody is asked any more. */
    void end(Viewer viewer, Approval approval, State as, @Nullable String reason) {
        update(viewer, approval.ended(as, reason, time.now()));
        tasks.end(viewer, approval);
    }

    /** Whoever decides need not be able to change approvals. */
    private void update(Viewer viewer, Approval approval) {
        repository.update(viewer.asSystem(), approval, approval.version(), time.now());
    }

    /**
     * The newest state, which nobody else changes; the record is locked first, as on submission.
     */
    Approval locked(Viewer viewer, Approval approval) {
        approvables.of(approval.about().type()).lock(viewer, approval.about().id());
        return Violations.present(repository.locked(viewer.asSystem(), approval.id()));
    }
}
