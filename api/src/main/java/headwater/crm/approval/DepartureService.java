package headwater.crm.approval;

import headwater.crm.approval.Approval.State;
import headwater.crm.permission.Door;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Writes;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

import java.util.Set;
import java.util.UUID;

/** What waits for people who have left is asked of others in their place. */
@Service
public class DepartureService {
    private static final Logger LOG = LoggerFactory.getLogger(DepartureService.class);

    private final ApprovalRepository approvals;
    private final ApprovalTaskRepository tasks;
    private final ApprovalFlowRepository flows;
    private final ApprovalTasks asking;
    private final ApprovalProceedings proceedings;
    private final Approvers approvers;
    private final Writes writes;

    DepartureService(
            ApprovalRepository approvals,
            ApprovalTaskRepository tasks,
            ApprovalFlowRepository flows,
            ApprovalTasks asking,
            ApprovalProceedings proceedings,
            Approvers approvers,
            Writes writes) {
        this.approvals = approvals;
        this.tasks = tasks;
        this.flows = flows;
        this.asking = asking;
        this.proceedings = proceedings;
        this.approvers = approvers;
        this.writes = writes;
    }

    /** A transaction each; twice at once transfers each once. */
    public void handOn() {
        Viewer job = Viewer.system(Door.JOB, "departed approvers " + UUID.randomUUID());
        for (ApprovalTask task : tasks.ofDeparted()) {
            writes.transactions()
                    .write(
                            job,
                            "an approver has left",
                            () -> {
                                handOn(job, task);
                                return task.id();
                            });
        }
    }

    private void handOn(Viewer job, ApprovalTask seen) {
        Approval approval =
                proceedings.locked(job, approvals.byIds(job, Set.of(seen.approvalId())).getFirst());
        ApprovalTask task = tasks.byId(job, seen.id());
        if (approval.state() != State.RUNNING
                || task == null
                || task.state() != ApprovalTask.State.OPEN) {
            return;
        }
        Long person = approvers.inPlaceOf(job, task.approverId(), approval.ownerId());
        if (person == null) {
            LOG.warn("Nobody is left to decide approval {}", approval.id());
            return;
        }
        asking.transfer(job, approval, task, person);
        // Whoever takes over may have agreed already.
        proceedings.proceed(
                job,
                approval,
                Course.of(flows.nodes(job, Set.of(approval.flowId())), approval.measured()));
    }
}
