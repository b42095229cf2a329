package headwater.crm.outcome;

import static headwater.crm.db.crm.Tables.COMPETITOR;

import headwater.crm.db.crm.tables.records.CompetitorRecord;
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
class CompetitorRepository extends RecordRepository<CompetitorRecord, Competitor> {
    private static final RecordTable<CompetitorRecord> TABLE =
            RecordTable.everybodys(
                            RecordType.COMPETITOR,
                            COMPETITOR.COMPETITOR_ID,
                            ListFields.of(RecordType.COMPETITOR, COMPETITOR.COMPETITOR_ID)
                                    .text("name", COMPETITOR.NAME)
                                    .flag("active", COMPETITOR.ACTIVE)
                                    .text("externalId", COMPETITOR.EXTERNAL_ID)
                                    .range("createdAt", COMPETITOR.CREATED_AT)
                                    .softDeleted(COMPETITOR.DELETED_AT)
                                    .order("NAME", COMPETITOR.NAME)
                                    .order("CREATED_AT", COMPETITOR.CREATED_AT))
                    .named(COMPETITOR.NAME)
                    .unique(
                            Map.of(
                                    "competitor_name",
                                    "name",
                                    "competitor_external_id",
                                    "externalId"));

    CompetitorRepository(DSLContext db) {
        super(db, TABLE);
    }

    @Override
    protected Condition offered() {
        return alive().and(COMPETITOR.ACTIVE.isTrue());
    }

    @Override
    protected Map<Field<?>, @Nullable Object> values(Competitor competitor) {
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(COMPETITOR.NAME, competitor.name());
        values.put(COMPETITOR.WEBSITE, competitor.website());
        values.put(COMPETITOR.STRENGTHS, competitor.strengths());
        values.put(COMPETITOR.WEAKNESSES, competitor.weaknesses());
        values.put(COMPETITOR.ACTIVE, competitor.active());
        values.put(COMPETITOR.EXTERNAL_ID, competitor.externalId());
        return values;
    }

    @Override
    protected Competitor record(CompetitorRecord row) {
        return new Competitor(
                row.getCompetitorId(),
                row.getName(),
                row.getWebsite(),
                row.getStrengths(),
                row.getWeaknesses(),
                row.getActive(),
                row.getExternalId(),
                Rows.stamp(row));
    }
}
