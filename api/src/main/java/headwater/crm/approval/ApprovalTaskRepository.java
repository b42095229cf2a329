package headwater.crm.approval;

import static headwater.crm.db.crm.Tables.APPROVAL_NODE;
import static headwater.crm.db.crm.Tables.APPROVAL_TASK;
import static headwater.crm.db.crm.Tables.APP_USER;

import headwater.crm.approval.ApprovalNode.Mode;
import headwater.crm.approval.ApprovalTask.State;
import headwater.crm.permission.SystemAccess;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Rows;

import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Tasks of approvals that the caller has proved the viewer may see. */
@Repository
class ApprovalTaskRepository {
    private final DSLContext db;

    ApprovalTaskRepository(DSLContext db) {
        this.db = db;
    }

    /** In the order in which they are asked. */
    List<ApprovalTask> of(Viewer viewer, Set<Long> approvalIds) {
        return fetch(APPROVAL_TASK.APPROVAL_ID.in(approvalIds));
    }

    @Nullable ApprovalTask byId(Viewer viewer, long id) {
        return fetch(APPROVAL_TASK.APPROVAL_TASK_ID.eq(id)).stream().findFirst().orElse(null);
    }

    private List<ApprovalTask> fetch(Condition which) {
        return db.select(APPROVAL_TASK.fields())
                .select(APPROVAL_NODE.STEP, APPROVAL_NODE.NAME, APPROVAL_NODE.MODE)
                .from(APPROVAL_TASK)
                .join(APPROVAL_NODE)
                .on(APPROVAL_NODE.APPROVAL_NODE_ID.eq(APPROVAL_TASK.APPROVAL_NODE_ID))
                .where(which)
                .orderBy(
                        APPROVAL_TASK.APPROVAL_ID,
                        APPROVAL_TASK.ROUND,
                        APPROVAL_NODE.STEP,
                        APPROVAL_NODE.ORDINAL,
                        APPROVAL_TASK.ORDINAL)
                .fetch(ApprovalTaskRepository::task);
    }

    /** One that waits for somebody before him. */
    long insert(Viewer viewer, Approval approval, ApprovalNode node, long approver, int ordinal) {
        return db.insertInto(APPROVAL_TASK)
                .set(APPROVAL_TASK.APPROVAL_ID, approval.id())
                .set(APPROVAL_TASK.APPROVAL_NODE_ID, node.id())
                .set(APPROVAL_TASK.ROUND, (short) approval.round())
                .set(APPROVAL_TASK.ORDINAL, (short) ordinal)
                .set(APPROVAL_TASK.APPROVER_ID, approver)
                .set(APPROVAL_TASK.STATE, State.WAITING.name())
                .set(APPROVAL_TASK.CREATED_BY, viewer.userId())
                .returningResult(APPROVAL_TASK.APPROVAL_TASK_ID)
                .fetchSingle()
                .value1();
    }

    /** At his place; null when he is asked there already. */
    @Nullable Long insertInPlaceOf(Viewer viewer, ApprovalTask task, long approver) {
        return db.insertInto(
                        APPROVAL_TASK,
                        APPROVAL_TASK.APPROVAL_ID,
                        APPROVAL_TASK.APPROVAL_NODE_ID,
                        APPROVAL_TASK.ROUND,
                        APPROVAL_TASK.ORDINAL,
                        APPROVAL_TASK.APPROVER_ID,
                        APPROVAL_TASK.STATE,
                        APPROVAL_TASK.CREATED_BY)
                .select(
                        db.select(
                                        APPROVAL_TASK.APPROVAL_ID,
                                        APPROVAL_TASK.APPROVAL_NODE_ID,
                                        APPROVAL_TASK.ROUND,
                                        APPROVAL_TASK.ORDINAL,
                                        DSL.val(approver),
                                        DSL.val(State.WAITING.name()),
                                        DSL.val(viewer.userId(), Long.class))
                                .from(APPROVAL_TASK)
                                .where(APPROVAL_TASK.APPROVAL_TASK_ID.eq(task.id())))
                .onConflictDoNothing()
                .returningResult(APPROVAL_TASK.APPROVAL_TASK_ID)
                .fetchOne(APPROVAL_TASK.APPROVAL_TASK_ID);
    }

    /** What waits for people who have left. */
    @SystemAccess("people leave whoever's approvals wait for them")
    List<ApprovalTask> ofDeparted() {
        return fetch(
                APPROVAL_TASK
                        .STATE
                        .eq(State.OPEN.name())
                        .and(
                                APPROVAL_TASK.APPROVER_ID.in(
                                        DSL.select(APP_USER.APP_USER_ID)
                                                .from(APP_USER)
                                                .where(APP_USER.ACTIVE.isFalse()))));
    }

    /**
     * @param lent whether the record was shared with him for this
     */
    void open(Viewer viewer, long id, boolean lent, Instant now) {
        db.update(APPROVAL_TASK)
                .set(APPROVAL_TASK.STATE, State.OPEN.name())
                .set(APPROVAL_TASK.LENT, lent)
                .set(APPROVAL_TASK.OPENED_AT, now)
                .where(APPROVAL_TASK.APPROVAL_TASK_ID.eq(id))
                .execute();
    }

    void decide(Viewer viewer, long id, State as, @Nullable String comment, Instant now) {
        db.update(APPROVAL_TASK)
                .set(APPROVAL_TASK.STATE, as.name())
                .set(APPROVAL_TASK.COMMENT, comment)
                .set(APPROVAL_TASK.DECIDED_AT, now)
                .set(APPROVAL_TASK.UPDATED_AT, now)
                .set(APPROVAL_TASK.UPDATED_BY, viewer.userId())
                .set(APPROVAL_TASK.VERSION, APPROVAL_TASK.VERSION.plus(1))
                .where(APPROVAL_TASK.APPROVAL_TASK_ID.eq(id))
                .execute();
    }

    /** To whom the record was lent. */
    List<Long> borrowers(Viewer viewer, long approvalId) {
        return db.selectDistinct(APPROVAL_TASK.APPROVER_ID)
                .from(APPROVAL_TASK)
                .where(APPROVAL_TASK.APPROVAL_ID.eq(approvalId))
                .and(APPROVAL_TASK.LENT)
                .fetch(APPROVAL_TASK.APPROVER_ID);
    }

    private static ApprovalTask task(Record row) {
        return new ApprovalTask(
                row.get(APPROVAL_TASK.APPROVAL_TASK_ID),
                row.get(APPROVAL_TASK.APPROVAL_ID),
                row.get(APPROVAL_TASK.APPROVAL_NODE_ID),
                row.get(APPROVAL_NODE.STEP),
                row.get(APPROVAL_NODE.NAME),
                Mode.valueOf(row.get(APPROVAL_NODE.MODE)),
                row.get(APPROVAL_TASK.ROUND),
                row.get(APPROVAL_TASK.APPROVER_ID),
                State.valueOf(row.get(APPROVAL_TASK.STATE)),
                row.get(APPROVAL_TASK.COMMENT),
                row.get(APPROVAL_TASK.OPENED_AT),
                row.get(APPROVAL_TASK.DECIDED_AT),
                Rows.stamp(row));
    }
}
