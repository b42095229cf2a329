package headwater.crm.task;

import static headwater.crm.db.crm.Tables.TASK;

import headwater.crm.db.crm.tables.records.TaskRecord;
import headwater.crm.permission.Action;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.ListFields;
import headwater.crm.persistence.RecordRepository;
import headwater.crm.persistence.RecordTable;
import headwater.crm.persistence.Rows;
import headwater.crm.shared.RecordKey;
import headwater.crm.shared.RecordType;
import headwater.crm.task.Task.Closing;

import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.RowN;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

@Repository
class TaskRepository extends RecordRepository<TaskRecord, Task> {
    /** As in the indexes: what is never due comes last. */
    private static final Field<Instant> DUE =
            DSL.coalesce(
                    TASK.DUE_AT,
                    DSL.field("timestamptz '9999-12-31 00:00:00+00'", TASK.DUE_AT.getDataType()));

    private static final RecordTable<TaskRecord> TABLE =
            RecordTable.owned(
                            RecordType.TASK,
                            TASK.TASK_ID,
                            TASK.OWNER_ID,
                            ListFields.of(RecordType.TASK, TASK.TASK_ID)
                                    .text("subject", TASK.SUBJECT)
                                    .text("kind", TASK.KIND)
                                    .text("priority", TASK.PRIORITY)
                                    .text("status", TASK.STATUS)
                                    .flag("mandatory", TASK.MANDATORY)
                                    .reference("owner", RecordType.USER, TASK.OWNER_ID)
                                    .range("dueAt", TASK.DUE_AT, DUE)
                                    .range("remindAt", TASK.REMIND_AT)
                                    .anyReference("about", TASK.ABOUT_OBJECT, TASK.ABOUT_ID)
                                    .reference("customer", RecordType.ACCOUNT, TASK.CUSTOMER_ID)
                                    .range("closedAt", TASK.CLOSED_AT)
                                    .text("externalId", TASK.EXTERNAL_ID)
                                    .range("createdAt", TASK.CREATED_AT)
                                    .softDeleted(TASK.DELETED_AT)
                                    .order("DUE_AT", DUE)
                                    .order("CREATED_AT", TASK.CREATED_AT))
                    .unique(Map.of("task_external_id", "externalId"));

    TaskRepository(DSLContext db) {
        super(db, TABLE);
    }

    /**
     * Those about the same record whose keys no task has, in whatever state; one statement for all.
     */
    void raise(Viewer viewer, List<Todo> todos, @Nullable Long customerId, Instant now) {
        db.insertInto(
                        TASK,
                        List.of(
                                TASK.KEY,
                                TASK.KIND,
                                TASK.SUBJECT,
                                TASK.NOTE,
                                TASK.MANDATORY,
                                TASK.OWNER_ID,
                                TASK.DUE_AT,
                                TASK.ABOUT_OBJECT,
                                TASK.ABOUT_ID,
                                TASK.CUSTOMER_ID,
                                TASK.CREATED_AT,
                                TASK.RECORDED_AT,
                                TASK.UPDATED_AT))
                .valuesOfRows(todos.stream().map(todo -> row(todo, customerId, now)).toList())
                .onConflict(TASK.KEY)
                .where(TASK.KEY.isNotNull())
                .doNothing()
                .execute();
    }

    private static RowN row(Todo todo, @Nullable Long customerId, Instant now) {
        return DSL.row(
                new @Nullable Object[] {
                    todo.key(),
                    todo.kind().name(),
                    todo.title(),
                    todo.note(),
                    todo.mandatory(),
                    todo.assigneeId(),
                    todo.dueAt(),
                    todo.about().typeName(),
                    todo.recordId(),
                    customerId,
                    now,
                    now,
                    now
                });
    }

    void closeAll(
            Viewer viewer,
            RecordKey about,
            Set<Task.Kind> kinds,
            Task.Status as,
            String reason,
            Instant now) {
        close(
                viewer,
                openAbout(about).and(TASK.KIND.in(kinds.stream().map(Enum::name).toList())),
                as,
                reason,
                now);
    }

    void closeKeyed(
            Viewer viewer,
            RecordKey about,
            String start,
            Task.Status as,
            String reason,
            Instant now) {
        close(viewer, openAbout(about).and(TASK.KEY.startsWith(start)), as, reason, now);
    }

    void done(Viewer viewer, long taskId, String fact, Instant now) {
        Condition open = TASK.TASK_ID.eq(taskId).and(TASK.STATUS.eq(Task.Status.OPEN.name()));
        close(viewer, open, Task.Status.DONE, fact, now);
    }

    /** What was cancelled is to do again. */
    void reopen(Viewer viewer, List<String> keys, Instant now) {
        db.update(TASK)
                .set(TASK.STATUS, Task.Status.OPEN.name())
                .setNull(TASK.CLOSED_AT)
                .setNull(TASK.CLOSED_BY)
                .setNull(TASK.CLOSE_REASON)
                .set(TASK.VERSION, TASK.VERSION.plus(1))
                .set(TASK.UPDATED_AT, now)
                .set(TASK.UPDATED_BY, viewer.userId())
                .where(TASK.KEY.in(keys))
                .and(TASK.STATUS.eq(Task.Status.CANCELLED.name()))
                .execute();
    }

    void handOver(Viewer viewer, RecordKey about, Task.Kind kind, long from, long to, Instant now) {
        db.update(TASK)
                .set(TASK.OWNER_ID, to)
                .set(TASK.VERSION, TASK.VERSION.plus(1))
                .set(TASK.UPDATED_AT, now)
                .set(TASK.UPDATED_BY, viewer.userId())
                .where(openAbout(about))
                .and(TASK.KIND.eq(kind.name()))
                .and(TASK.OWNER_ID.eq(from))
                .execute();
    }

    private void close(Viewer viewer, Condition which, Task.Status as, String reason, Instant now) {
        db.update(TASK)
                .set(TASK.STATUS, as.name())
                .set(TASK.CLOSED_AT, now)
                .set(TASK.CLOSED_BY, viewer.userId())
                .set(TASK.CLOSE_REASON, reason)
                .set(TASK.VERSION, TASK.VERSION.plus(1))
                .set(TASK.UPDATED_AT, now)
                .set(TASK.UPDATED_BY, viewer.userId())
                .where(which)
                .execute();
    }

    List<Task> open(Viewer viewer, RecordKey about) {
        return db.selectFrom(TASK)
                .where(openAbout(about))
                .orderBy(DUE, TASK.TASK_ID)
                .fetch(this::record);
    }

    private static Condition openAbout(RecordKey about) {
        return TASK.ABOUT_OBJECT
                .eq(about.type().typeName())
                .and(TASK.ABOUT_ID.eq(about.id()))
                .and(TASK.STATUS.eq(Task.Status.OPEN.name()))
                .and(TASK.DELETED_AT.isNull());
    }

    /**
     * Closes a task, or opens it again.
     *
     * @param closing null to open it
     */
    void move(
            Viewer viewer,
            long id,
            int expectedVersion,
            Task.Status to,
            @Nullable Closing closing,
            Instant now) {
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(TASK.STATUS, to.name());
        values.put(TASK.CLOSED_AT, closing == null ? null : closing.at());
        values.put(TASK.CLOSED_BY, closing == null ? null : closing.byId());
        values.put(TASK.CLOSE_REASON, closing == null ? null : closing.reason());
        rows.update(
                viewer, now, id, expectedVersion, may(viewer, Action.UPDATE).and(alive()), values);
    }

    /** What was to do for a lead is to do for the customer that it became. */
    void converted(Viewer viewer, long leadId, long accountId) {
        db.update(TASK)
                .set(TASK.CUSTOMER_ID, accountId)
                .where(TASK.ABOUT_OBJECT.eq(RecordType.LEAD.typeName()))
                .and(TASK.ABOUT_ID.eq(leadId))
                .execute();
    }

    @Override
    protected Map<Field<?>, @Nullable Object> values(Task task) {
        RecordKey about = task.about();
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(TASK.SUBJECT, task.subject());
        values.put(TASK.NOTE, task.note());
        values.put(TASK.KIND, task.kind().name());
        values.put(TASK.PRIORITY, task.priority().name());
        values.put(TASK.MANDATORY, task.mandatory());
        values.put(TASK.STATUS, task.status().name());
        values.put(TASK.OWNER_ID, task.ownerId());
        values.put(TASK.DUE_AT, task.dueAt());
        values.put(TASK.REMIND_AT, task.remindAt());
        values.put(TASK.ABOUT_OBJECT, about == null ? null : about.type().typeName());
        values.put(TASK.ABOUT_ID, about == null ? null : about.id());
        values.put(TASK.CUSTOMER_ID, task.customerId());
        values.put(TASK.EXTERNAL_ID, task.externalId());
        return values;
    }

    @Override
    protected Task record(TaskRecord row) {
        return new Task(
                row.getTaskId(),
                row.getSubject(),
                row.getNote(),
                Task.Kind.valueOf(row.getKind()),
                Task.Priority.valueOf(row.getPriority()),
                row.getMandatory(),
                Task.Status.valueOf(row.getStatus()),
                row.getOwnerId(),
                row.getDueAt(),
                row.getRemindAt(),
                row.getAboutObject() == null
                        ? null
                        : new RecordKey(
                                RecordType.ofTypeName(row.getAboutObject()).orElseThrow(),
                                row.getAboutId()),
                row.getCustomerId(),
                row.getStatus().equals(Task.Status.OPEN.name())
                        ? null
                        : new Closing(row.getClosedAt(), row.getClosedBy(), row.getCloseReason()),
                row.getExternalId(),
                Rows.stamp(row));
    }
}
