package headwater.crm.campaign;

import static headwater.crm.db.crm.Tables.LEAD_SOURCE;

import headwater.crm.db.crm.tables.records.LeadSourceRecord;
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
import java.util.Map;

@Repository
class LeadSourceRepository extends RecordRepository<LeadSourceRecord, LeadSource> {
    private static final RecordTable<LeadSourceRecord> TABLE =
            RecordTable.everybodys(
                            RecordType.LEAD_SOURCE,
                            LEAD_SOURCE.LEAD_SOURCE_ID,
                            ListFields.of(RecordType.LEAD_SOURCE, LEAD_SOURCE.LEAD_SOURCE_ID)
                                    .text("name", LEAD_SOURCE.NAME)
                                    .flag("active", LEAD_SOURCE.ACTIVE)
                                    .text("externalId", LEAD_SOURCE.EXTERNAL_ID)
                                    .range("createdAt", LEAD_SOURCE.CREATED_AT)
                                    .softDeleted(LEAD_SOURCE.DELETED_AT)
                                    .order("NAME", LEAD_SOURCE.NAME)
                                    .order("CREATED_AT", LEAD_SOURCE.CREATED_AT))
                    .named(LEAD_SOURCE.NAME)
                    .unique(
                            Map.of(
                                    "lead_source_name",
                                    "name",
                                    "lead_source_external_id",
                                    "externalId"));

    LeadSourceRepository(DSLContext db) {
        super(db, TABLE);
    }

    @Override
    protected Condition offered() {
        return alive().and(LEAD_SOURCE.ACTIVE.isTrue());
    }

    @Override
    protected Map<Field<?>, @Nullable Object> values(LeadSource source) {
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(LEAD_SOURCE.NAME, source.name());
        values.put(LEAD_SOURCE.ACTIVE, source.active());
        values.put(LEAD_SOURCE.EXTERNAL_ID, source.externalId());
        return values;
    }

    @Override
    protected LeadSource record(LeadSourceRecord row) {
        return new LeadSource(
                row.getLeadSourceId(),
                row.getName(),
                row.getActive(),
                row.getExternalId(),
                Rows.stamp(row));
    }
}
