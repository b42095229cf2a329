package headwater.crm.task;

import headwater.crm.followup.FollowupHistory;
import headwater.crm.identity.UserService;
import headwater.crm.permission.Action;
import headwater.crm.permission.Permission;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Writes;
import headwater.crm.record.Drafting;
import headwater.crm.record.OfCustomer;
import headwater.crm.record.Records;
import headwater.crm.shared.Identified;
import headwater.crm.shared.RecordKey;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Refused;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;
import headwater.crm.sharing.OwnedRecordService;
import headwater.crm.task.Task.Closing;
import headwater.crm.task.Task.Kind;
import headwater.crm.task.Task.Status;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.util.Objects;

/** Tasks as people write them and get them done. */
@Service
public class TaskService extends OwnedRecordService<Task, TaskDraft> implements FollowupHistory {
    private final TaskRepository repository;
    private final Records records;

    TaskService(TaskRepository repository, UserService users, Records records, Writes writes) {
        super(RecordType.TASK, TaskDraft.class, repository, users, writes);
        this.repository = repository;
        this.records = records;
    }

    @Override
    protected TaskDraft draftOf(Task task) {
        return TaskDraft.of(task);
    }

    @Override
    protected Task drafted(Drafting<Task, TaskDraft> drafting) {
        TaskDraft draft = drafting.draft();
        Task before = drafting.before();
        Violations violations = drafting.violations();
        if (before != null && before.isOfRule()) {
            violations.invalidIf(
                    !draft.subject().equals(before.subject()),
                    "A rule asked for this task; its subject stays. Its note can be changed.",
                    "subject");
            violations.invalidIf(
                    !Objects.equals(draft.about(), before.aboutId()),
                    "A rule asked for this task; it stays about the same record.",
                    "about");
        }
        Long owner = owner(drafting, draft.owner(), before == null ? null : before.ownerId());
        About about = about(drafting);
        violations.refuse();
        return new Task(
                drafting.id(),
                draft.subject(),
                draft.note(),
                before == null ? Kind.MANUAL : before.kind(),
                Objects.requireNonNullElse(draft.priority(), Task.Priority.NORMAL),
                before != null && before.mandatory(),
                before == null ? Status.OPEN : before.status(),
                Violations.present(owner),
                draft.dueAt(),
                draft.remindAt(),
                about.key(),
                about.customerId(),
                before == null ? null : before.closing(),
                draft.externalId(),
                drafting.stamp());
    }

    private record About(@Nullable RecordKey key, @Nullable Long customerId) {}

    /** One that it was about before is not looked up again: its owner may not see it any more. */
    private About about(Drafting<Task, TaskDraft> drafting) {
        String id = drafting.draft().about();
        Task before = drafting.before();
        if (id == null) {
            return new About(null, null);
        }
        if (before != null && id.equals(before.aboutId())) {
            return new About(before.about(), before.customerId());
        }
        RecordKey key = RecordKey.of(id);
        Identified record = records.find(drafting.viewer(), key);
        if (record == null) {
            drafting.violations()
                    .add(Code.REFERENCE_NOT_FOUND, "You see no record " + key + ".", "about");
        }
        return new About(key, record instanceof OfCustomer with ? with.customerId() : null);
    }

    /**
     * A task is done, waived or cancelled.
     *
     * @param reason needed to waive
     */
    public Task close(
            Viewer viewer, long id, int expectedVersion, Status as, @Nullable String reason) {
        viewer.require(RecordType.TASK, Action.UPDATE);
        return writes.transactions()
                .write(
                        viewer,
                        reason,
                        () -> {
                            Task task = get(viewer, id);
                            requireCloseable(viewer, task, as, reason);
                            var now = writes.time().now();
                            repository.move(
                                    viewer,
                                    id,
                                    expectedVersion,
                                    as,
                                    new Closing(now, viewer.userId(), reason),
                                    now);
                            return get(viewer, id);
                        });
    }

    private static void requireCloseable(
            Viewer viewer, Task task, Status as, @Nullable String reason) {
        var violations = new Violations();
        violations.limit(reason, "reason");
        violations.invalidIf(
                task.status() != Status.OPEN, "The task is " + task.status() + " already.");
        violations.invalidIf(
                as == Status.OPEN, "A task is closed as DONE, WAIVED or CANCELLED.", "status");
        violations.invalidIf(
                task.kind() == Kind.APPROVAL,
                "Decide the approval; that closes the task.",
                "status");
        violations.invalidIf(
                task.isOfRule() && as == Status.CANCELLED,
                "A rule asked for this task: get it done, or have it waived.",
                "status");
        if (as == Status.WAIVED) {
            violations.requireText(reason, "reason");
            if (task.mandatory()
                    && Objects.equals(viewer.userId(), task.ownerId())
                    && !viewer.may(Permission.ADMINISTER)) {
                violations.add(
                        Code.NOT_PERMITTED,
                        "A mandatory task is waived by somebody else than who has to do it, such as his superior.",
                        "status");
            }
        }
        violations.refuse();
    }

    /** A closed task is to do after all. */
    public Task reopen(Viewer viewer, long id, int expectedVersion) {
        viewer.require(RecordType.TASK, Action.UPDATE);
        return writes.transactions()
                .write(
                        viewer,
                        () -> {
                            Task task = get(viewer, id);
                            if (task.status() == Status.OPEN) {
                                throw new Refused(Code.INVALID, "The task is open.");
                            }
                            repository.move(
                                    viewer,
                                    id,
                                    expectedVersion,
                                    Status.OPEN,
                                    null,
                                    writes.time().now());
                            return get(viewer, id);
                        });
    }

    /** What a rule asked for is not done by throwing it away. */
    @Override
    public Task delete(Viewer viewer, long id, int expectedVersion) {
        viewer.require(RecordType.TASK, Action.DELETE);
        if (get(viewer, id).isOfRule()) {
            throw new Refused(
                    Code.INVALID,
                    "A rule asked for this task: get it done, or have it waived; it cannot be deleted.");
        }
        return super.delete(viewer, id, expectedVersion);
    }

    @Override
    public void converted(Viewer viewer, long leadId, long accountId) {
        repository.converted(viewer, leadId, accountId);
    }
}
