package headwater.crm.approval;

import static headwater.crm.db.crm.Tables.APPROVAL;
import static headwater.crm.db.crm.Tables.APPROVAL_TASK;

import headwater.crm.approval.Approval.State;
import headwater.crm.db.crm.tables.records.ApprovalRecord;
import headwater.crm.permission.Action;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.KeysetList;
import headwater.crm.persistence.ListFields;
import headwater.crm.persistence.RecordRepository;
import headwater.crm.persistence.RecordTable;
import headwater.crm.persistence.Rows;
import headwater.crm.shared.Connection;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.RecordKey;
import headwater.crm.shared.RecordType;

import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Approvals, within the rows that the viewer's roles reach by who submitted, and those in which he
 * was asked.
 */
@Repository
class ApprovalRepository extends RecordRepository<ApprovalRecord, Approval> {
    private static final ListFields LIST =
            ListFields.of(RecordType.APPROVAL, APPROVAL.APPROVAL_ID)
                    .anyReference("about", APPROVAL.ABOUT_OBJECT, APPROVAL.ABOUT_ID)
                    .reference("owner", RecordType.USER, APPROVAL.OWNER_ID)
                    .reference("flow", RecordType.APPROVAL_FLOW, APPROVAL.APPROVAL_FLOW_ID)
                    .text("state", APPROVAL.STATE)
                    .range("endedAt", APPROVAL.ENDED_AT)
                    .range("createdAt", APPROVAL.CREATED_AT)
                    .order("CREATED_AT", APPROVAL.CREATED_AT);
    private static final RecordTable<ApprovalRecord> TABLE =
            RecordTable.owned(RecordType.APPROVAL, APPROVAL.APPROVAL_ID, APPROVAL.OWNER_ID, LIST)
                    .unique(Map.of("approval_one_running", "id"));

    ApprovalRepository(DSLContext db) {
        super(db, TABLE);
    }

    /** Whoever was asked sees what about, whatever his roles reach. */
    @Override
    protected Condition may(Viewer viewer, Action action) {
        Condition granted = DSL.trueCondition().and(super.may(viewer, action));
        return action == Action.READ ? granted.or(isAsked(viewer)) : granted;
    }

    @Override
    protected List<Condition> readable(Viewer viewer) {
        List<Condition> parts = new ArrayList<>(super.readable(viewer));
        // An unlimited scope is no condition, of which there is no opposite.
        Condition granted = DSL.or(parts.stream().map(DSL.trueCondition()::and).toList());
        parts.add(isAsked(viewer).andNot(granted));
        return parts;
    }

    private static Condition isAsked(Viewer viewer) {
        return hasTask(
                viewer,
                Arrays.stream(ApprovalTask.State.values())
                        .filter(state -> state != ApprovalTask.State.WAITING)
                        .toList());
    }

    /** Those in which the viewer has to decide now. */
    Connection<Approval> awaiting(Viewer viewer, ListRequest request) {
        return KeysetList.fetch(
                db,
                APPROVAL,
                List.of(hasTask(viewer, List.of(ApprovalTask.State.OPEN))),
                LIST.readableBy(viewer),
                request,
                this::record);
    }

    /** As an array made once per statement, so that lists keep to their index. */
    private static Condition hasTask(Viewer viewer, List<ApprovalTask.State> states) {
        return APPROVAL.APPROVAL_ID.eq(
                DSL.any(
                        DSL.array(
                                DSL.select(APPROVAL_TASK.APPROVAL_ID)
                                        .from(APPROVAL_TASK)
                                        .where(APPROVAL_TASK.APPROVER_ID.eq(viewer.userId()))
                                        .and(
                                                APPROVAL_TASK.STATE.in(
                                                        states.stream()
                                                                .map(Enum::name)
                                                                .toList())))));
    }

    /** Null when none runs. */
    @Nullable Approval running(Viewer viewer, RecordKey about) {
        return db.selectFrom(APPROVAL)
                .where(APPROVAL.ABOUT_OBJECT.eq(about.type().typeName()))
                .and(APPROVAL.ABOUT_ID.eq(about.id()))
                .and(APPROVAL.STATE.eq(State.RUNNING.name()))
                .forUpdate()
                .fetchOne(this::record);
    }

    @Override
    protected Map<Field<?>, @Nullable Object> values(Approval approval) {
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(APPROVAL.APPROVAL_FLOW_ID, approval.flowId());
        values.put(APPROVAL.ABOUT_OBJECT, approval.about().type().typeName());
        values.put(APPROVAL.ABOUT_ID, approval.about().id());
        values.put(APPROVAL.SUBJECT, approval.subject());
        values.put(APPROVAL.OWNER_ID, approval.ownerId());
        values.put(APPROVAL.STATE, approval.state().name());
        values.put(APPROVAL.STEP, (short) approval.step());
        values.put(APPROVAL.ROUND, (short) approval.round());
        values.put(APPROVAL.MEASURED, Figures.json(approval.measured()));
        values.put(APPROVAL.ENDED_AT, approval.endedAt());
        values.put(APPROVAL.REASON, approval.reason());
        return values;
    }

    @Override
    protected Approval record(ApprovalRecord row) {
        return new Approval(
                row.getApprovalId(),
                row.getApprovalFlowId(),
                new RecordKey(
                        RecordType.ofTypeName(row.getAboutObject()).orElseThrow(),
                        row.getAboutId()),
                row.getSubject(),
                row.getOwnerId(),
                State.valueOf(row.getState()),
                row.getStep(),
                row.getRound(),
                Figures.of(row.getMeasured()),
                row.getEndedAt(),
                row.getReason(),
                Rows.stamp(row));
    }
}
