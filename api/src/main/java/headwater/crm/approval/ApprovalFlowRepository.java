package headwater.crm.approval;

import static headwater.crm.db.crm.Tables.APPROVAL_FLOW;
import static headwater.crm.db.crm.Tables.APPROVAL_NODE;

import headwater.crm.approval.ApprovalNode.Mode;
import headwater.crm.db.crm.tables.records.ApprovalFlowRecord;
import headwater.crm.db.crm.tables.records.ApprovalNodeRecord;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.ListFields;
import headwater.crm.persistence.RecordRepository;
import headwater.crm.persistence.RecordTable;
import headwater.crm.persistence.Rows;
import headwater.crm.shared.RecordType;

import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

@Repository
class ApprovalFlowRepository extends RecordRepository<ApprovalFlowRecord, ApprovalFlow> {
    private static final RecordTable<ApprovalFlowRecord> TABLE =
            RecordTable.everybodys(
                            RecordType.APPROVAL_FLOW,
                            APPROVAL_FLOW.APPROVAL_FLOW_ID,
                            ListFields.of(RecordType.APPROVAL_FLOW, APPROVAL_FLOW.APPROVAL_FLOW_ID)
                                    .text("recordType", APPROVAL_FLOW.RECORD_TYPE)
                                    .text("name", APPROVAL_FLOW.NAME)
                                    .text("externalId", APPROVAL_FLOW.EXTERNAL_ID)
                                    .range("createdAt", APPROVAL_FLOW.CREATED_AT)
                                    .order("CREATED_AT", APPROVAL_FLOW.CREATED_AT))
                    .unique(Map.of("approval_flow_external_id", "externalId"));

    ApprovalFlowRepository(DSLContext db) {
        super(db, TABLE);
    }

    /** Null as long as there is no flow for the kind of record. */
    @Nullable ApprovalFlow inForce(Viewer viewer, RecordType type) {
        return db.selectFrom(APPROVAL_FLOW)
                .where(APPROVAL_FLOW.RECORD_TYPE.eq(type.name()))
                .orderBy(APPROVAL_FLOW.NUMBER.desc())
                .limit(1)
                .fetchOne(this::record);
    }

    /** The number that a new flow takes; nobody else takes one until the transaction ends. */
    int nextNumber(Viewer viewer, RecordType type) {
        db.fetch(
                "select pg_advisory_xact_lock(hashtextextended(?, 0))",
                "approval flow " + type.name());
        Integer last =
                db.select(DSL.max(APPROVAL_FLOW.NUMBER))
                        .from(APPROVAL_FLOW)
                        .where(APPROVAL_FLOW.RECORD_TYPE.eq(type.name()))
                        .fetchSingle()
                        .value1();
        return last == null ? 1 : last + 1;
    }

    void insertNodes(Viewer viewer, long flowId, List<ApprovalNode> nodes) {
        for (int i = 0; i < nodes.size(); i++) {
            ApprovalNode node = nodes.get(i);
            db.insertInto(APPROVAL_NODE)
                    .set(APPROVAL_NODE.APPROVAL_FLOW_ID, flowId)
                    .set(APPROVAL_NODE.STEP, (short) node.step())
                    .set(APPROVAL_NODE.ORDINAL, (short) (i + 1))
                    .set(APPROVAL_NODE.NAME, node.name())
                    .set(APPROVAL_NODE.MODE, node.mode().name())
                    .set(APPROVAL_NODE.CONDITIONS, Figures.json(node.above()))
                    .set(
                            APPROVAL_NODE.APPROVERS,
                            node.approvers().stream().map(Approver::text).toArray(String[]::new))
                    .execute();
        }
    }

    /** By step, and in their order. */
    List<ApprovalNode> nodes(Viewer viewer, Set<Long> flowIds) {
        return db.selectFrom(APPROVAL_NODE)
                .where(APPROVAL_NODE.APPROVAL_FLOW_ID.in(flowIds))
                .orderBy(APPROVAL_NODE.APPROVAL_FLOW_ID, APPROVAL_NODE.STEP, APPROVAL_NODE.ORDINAL)
                .fetch(ApprovalFlowRepository::node);
    }

    private static ApprovalNode node(ApprovalNodeRecord row) {
        return new ApprovalNode(
                row.getApprovalNodeId(),
                row.getApprovalFlowId(),
                row.getStep(),
                row.getName(),
                Mode.valueOf(row.getMode()),
                Figures.of(row.getConditions()),
                Arrays.stream(row.getApprovers()).map(Approver::of).toList());
    }

    @Override
    protected Map<Field<?>, @Nullable Object> values(ApprovalFlow flow) {
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(APPROVAL_FLOW.RECORD_TYPE, flow.recordType().name());
        values.put(APPROVAL_FLOW.NUMBER, flow.number());
        values.put(APPROVAL_FLOW.NAME, flow.name());
        values.put(APPROVAL_FLOW.EXTERNAL_ID, flow.externalId());
        return values;
    }

    @Override
    protected ApprovalFlow record(ApprovalFlowRecord row) {
        return new ApprovalFlow(
                row.getApprovalFlowId(),
                RecordType.valueOf(row.getRecordType()),
                row.getNumber(),
                row.getName(),
                row.getExternalId(),
                Rows.stamp(row));
    }
}
