package headwater.crm.lead;

import static headwater.crm.db.crm.Tables.LEAD;

import headwater.crm.account.Account.Grade;
import headwater.crm.db.crm.tables.records.LeadRecord;
import headwater.crm.lead.Lead.Conversion;
import headwater.crm.lead.Lead.Stage;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.ListFields;
import headwater.crm.persistence.RecordRepository;
import headwater.crm.persistence.RecordTable;
import headwater.crm.persistence.Rows;
import headwater.crm.persistence.TextSearch;
import headwater.crm.pool.Holding;
import headwater.crm.pool.HoldingColumns;
import headwater.crm.shared.RecordType;

import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

@Repository
class LeadRepository extends RecordRepository<LeadRecord, Lead> {
    private static final RecordTable<LeadRecord> TABLE =
            RecordTable.owned(
                            RecordType.LEAD,
                            LEAD.LEAD_ID,
                            LEAD.OWNER_ID,
                            ListFields.of(RecordType.LEAD, LEAD.LEAD_ID)
                                    .text("name", LEAD.NAME)
                                    .text("company", LEAD.COMPANY)
                                    .text("email", LEAD.EMAIL)
                                    .text("phone", LEAD.PHONE)
                                    .text("industry", LEAD.INDUSTRY)
                                    .text("region", LEAD.REGION)
                                    .text("grade", LEAD.GRADE)
                                    .reference("source", RecordType.LEAD_SOURCE, LEAD.SOURCE_ID)
                                    .reference("campaign", RecordType.CAMPAIGN, LEAD.CAMPAIGN_ID)
                                    .text("stage", LEAD.STAGE)
                                    .reference("owner", RecordType.USER, LEAD.OWNER_ID)
                                    .reference("pool", RecordType.POOL, LEAD.POOL_ID)
                                    .range(
                                            "lastEffectiveFollowupAt",
                                            LEAD.LAST_EFFECTIVE_FOLLOWUP_AT)
                                    .range("recycleDueAt", LEAD.RECYCLE_DUE_AT)
                                    .text("externalId", LEAD.EXTERNAL_ID)
                                    .range("createdAt", LEAD.CREATED_AT)
                                    .softDeleted(LEAD.DELETED_AT)
                                    .order("NAME", LEAD.NAME)
                                    .order("CREATED_AT", LEAD.CREATED_AT))
                    .named(LEAD.NAME)
                    .searched(
                            TextSearch.of(RecordType.LEAD, LEAD.LEAD_ID, LEAD.DELETED_AT.isNull())
                                    .in("name", LEAD.NAME)
                                    .in("company", LEAD.COMPANY)
                                    .in("email", LEAD.EMAIL)
                                    .in("phone", LEAD.PHONE))
                    .unique(Map.of("lead_external_id", "externalId"));

    LeadRepository(DSLContext db) {
        super(db, TABLE);
    }

    /**
     * The open lead, whoever owns it, that has this telephone or mail address; the oldest of
     * several. Whoever asks at the same moment waits.
     */
    @Nullable Long sameAs(Viewer viewer, @Nullable String phone, @Nullable String email) {
        for (String key : Arrays.asList(phone, email)) {
            if (key != null) {
                db.fetch(
                        "select pg_advisory_xact_lock(hashtextextended(lower(?), 0))",
                        "lead " + key);
            }
        }
        return db.select(LEAD.LEAD_ID)
                .from(LEAD)
                .where(
                        (phone == null ? DSL.falseCondition() : LEAD.PHONE.eq(phone))
                                .or(
                                        email == null
                                                ? DSL.falseCondition()
                                                : DSL.lower(LEAD.EMAIL)
                                                        .eq(DSL.lower(DSL.val(email)))))
                .and(LEAD.STAGE.notIn(Stage.CONVERTED.name(), Stage.DISQUALIFIED.name()))
                .and(alive())
                .orderBy(LEAD.LEAD_ID)
                .limit(1)
                .fetchOne(LEAD.LEAD_ID);
    }

    @Override
    protected Map<Field<?>, @Nullable Object> values(Lead lead) {
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(LEAD.NAME, lead.name());
        values.put(LEAD.COMPANY, lead.company());
        values.put(LEAD.TITLE, lead.title());
        values.put(LEAD.EMAIL, lead.email());
        values.put(LEAD.PHONE, lead.phone());
        values.put(LEAD.WEBSITE, lead.website());
        values.put(LEAD.INDUSTRY, lead.industry());
        values.put(LEAD.REGION, lead.region());
        values.put(LEAD.GRADE, lead.grade() == null ? null : lead.grade().name());
        values.put(LEAD.NOTE, lead.note());
        values.put(LEAD.SOURCE_ID, lead.sourceId());
        values.put(LEAD.CAMPAIGN_ID, lead.campaignId());
        values.put(LEAD.STAGE, lead.stage().name());
        values.put(LEAD.STAGE_ENTERED_AT, lead.stageEnteredAt());
        values.put(LEAD.DISQUALIFIED_REASON, lead.disqualifiedReason());
        Holding holding = lead.holding();
        values.putAll(HoldingColumns.values(LEAD, lead.isOpen() ? holding : holding.atItsEnd()));
        values.put(LEAD.CONVERTED_AT, lead.convertedAt());
        values.put(LEAD.CONVERTED_ACCOUNT_ID, lead.convertedAccountId());
        values.put(LEAD.CONVERTED_CONTACT_ID, lead.convertedContactId());
        values.put(LEAD.CONVERTED_OPPORTUNITY_ID, lead.convertedOpportunityId());
        values.put(LEAD.EXTERNAL_ID, lead.externalId());
        return values;
    }

    @Override
    protected Lead record(LeadRecord row) {
        return new Lead(
                row.getLeadId(),
                row.getName(),
                row.getCompany(),
                row.getTitle(),
                row.getEmail(),
                row.getPhone(),
                row.getWebsite(),
                row.getIndustry(),
                row.getRegion(),
                row.getGrade() == null ? null : Grade.valueOf(row.getGrade()),
                row.getNote(),
                row.getSourceId(),
                row.getCampaignId(),
                Stage.valueOf(row.getStage()),
                row.getStageEnteredAt(),
                row.getDisqualifiedReason(),
                HoldingColumns.read(row),
                row.getConvertedAt() == null
                        ? null
                        : new Conversion(
                                row.getConvertedAt(),
                                row.getConvertedAccountId(),
                                row.getConvertedContactId(),
                                row.getConvertedOpportunityId()),
                row.getExternalId(),
                Rows.stamp(row));
    }
}
