package headwater.crm.outcome;

import static headwater.crm.db.crm.Tables.LOST_REASON;

import headwater.crm.db.crm.tables.records.LostReasonRecord;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.ListFields;
import headwater.crm.persistence.RecordRepository;
import headwater.crm.persistence.RecordTable;
import headwater.crm.persistence.Rows;
import headwater.crm.shared.RecordType;

import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

@Repository
class LostReasonRepository extends RecordRepository<LostReasonRecord, LostReason> {
    private static final RecordTable<LostReasonRecord> TABLE =
            RecordTable.everybodys(
                            RecordType.LOST_REASON,
                            LOST_REASON.LOST_REASON_ID,
                            ListFields.of(RecordType.LOST_REASON, LOST_REASON.LOST_REASON_ID)
                                    .text("name", LOST_REASON.NAME)
                                    .flag("active", LOST_REASON.ACTIVE)
                                    .text("externalId", LOST_REASON.EXTERNAL_ID)
                                    .range("createdAt", LOST_REASON.CREATED_AT)
                                    .softDeleted(LOST_REASON.DELETED_AT)
                                    .order("NAME", LOST_REASON.NAME)
                                    .order("CREATED_AT", LOST_REASON.CREATED_AT))
                    .named(LOST_REASON.NAME)
                    .unique(
                            Map.of(
                                    "lost_reason_name",
                                    "name",
                                    "lost_reason_external_id",
                                    "externalId"));

    LostReasonRepository(DSLContext db) {
        super(db, TABLE);
    }

    /** Names in their order. */
    List<String> active(Viewer viewer) {
        return db.select(LOST_REASON.NAME)
                .from(LOST_REASON)
                .where(offered())
                .orderBy(LOST_REASON.NAME)
                .fetch(LOST_REASON.NAME);
    }

    @Override
    protected Condition offered() {
        return alive().and(LOST_REASON.ACTIVE.isTrue());
    }

    @Override
    protected Map<Field<?>, @Nullable Object> values(LostReason reason) {
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(LOST_REASON.NAME, reason.name());
        values.put(LOST_REASON.ACTIVE, reason.active());
        values.put(LOST_REASON.EXTERNAL_ID, reason.externalId());
        return values;
    }

    @Override
    protected LostReason record(LostReasonRecord row) {
        return new LostReason(
                row.getLostReasonId(),
                row.getName(),
                row.getActive(),
                row.getExternalId(),
                Rows.stamp(row));
    }
}
