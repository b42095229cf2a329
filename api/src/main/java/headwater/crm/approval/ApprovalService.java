package headwater.crm.approval;

import headwater.crm.approval.Approval.State;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.BusinessTime;
import headwater.crm.record.RecordLoader;
import headwater.crm.shared.Connection;
import headwater.crm.shared.Identified;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.RecordKey;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Refused;
import headwater.crm.shared.Stamp;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.springframework.stereotype.Service;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads approvals, and lets kinds of records begin and take them back. */
@Service
public class ApprovalService implements RecordLoader<Approval> {
    private final ApprovalRepository repository;
    private final ApprovalFlowRepository flows;
    private final ApprovalTaskRepository tasks;
    private final ApprovalProceedings proceedings;
    private final Approvables approvables;
    private final BusinessTime time;

    ApprovalService(
            ApprovalRepository repository,
            ApprovalFlowRepository flows,
            ApprovalTaskRepository tasks,
            ApprovalProceedings proceedings,
            Approvables approvables,
            BusinessTime time) {
        this.repository = repository;
        this.flows = flows;
        this.tasks = tasks;
        this.proceedings = proceedings;
        this.approvables = approvables;
        this.time = time;
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
        return tasks.of(viewer, Identified.ids(approvals));
    }

    /** Whether somebody would have to agree to the record if it was submitted now. */
    public boolean isNeeded(Viewer viewer, RecordType type, long id) {
        ApprovalFlow flow = flows.inForce(viewer, type);
        return flow != null
                && !course(viewer, flow, approvables.of(type).values(viewer, id)).nodes().isEmpty();
    }

    private Course course(Viewer viewer, ApprovalFlow flow, Map<Measure, BigDecimal> values) {
        return Course.of(flows.nodes(viewer, Set.of(flow.id())), values);
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
        Course course = course(viewer, flow, values);
        if (course.nodes().isEmpty()) {
            return false;
        }
        Instant now = time.now();
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
        proceedings.ask(
                viewer, repository.byIds(viewer.asSystem(), Set.of(key)).getFirst(), course);
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
        if (tasks.of(viewer, Set.of(approval.id())).stream().anyMatch(ApprovalTask::isDecided)) {
            throw new Refused(
                    Code.WRONG_STATE,
                    "Somebody has decided already; ask the next approver to return it, or an administrator to cancel the approval.",
                    "id");
        }
        proceedings.end(viewer, approval, State.WITHDRAWN, null);
    }
}
