package headwater.crm.lead;

import static headwater.crm.db.crm.Tables.LEAD;

import headwater.crm.account.Account.Grade;
import headwater.crm.db.crm.tables.records.LeadRecord;
import headwater.crm.lead.Lead.Conversion;
import headwater.crm.lead.Lead.Stage;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.KeysetList;
import headwater.crm.persistence.ListFields;
import headwater.crm.persistence.RecordRepository;
import headwater.crm.persistence.RecordTable;
import headwater.crm.persistence.Rows;
import headwater.crm.persistence.TextSearch;
import headwater.crm.pool.Holding;
import headwater.crm.shared.Connection;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.RecordType;

import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

    /** Of a pool: in the order of its index. */
    private static final ListFields POOLED =
            ListFields.of(RecordType.LEAD, LEAD.LEAD_ID)
                    .softDeleted(LEAD.DELETED_AT)
                    .order("POOLED_AT", LEAD.POOLED_AT);

    LeadRepository(DSLContext db) {
        super(db, TABLE);
    }

    Connection<Long> inPool(Viewer viewer, long poolId, ListRequest request) {
        return KeysetList.fetch(
                db,
                LEAD,
                List.of(LEAD.POOL_ID.eq(poolId)),
                POOLED.readableBy(viewer.asSystem()),
                request,
                row -> row.get(LEAD.LEAD_ID));
    }

    /**
     * Those of the leads that lie in pools, whoever asks: what he sees of them, the pool decides.
     */
    List<Lead> pooled(Viewer viewer, Set<Long> ids) {
        return db.selectFrom(LEAD)
                .where(LEAD.LEAD_ID.in(ids))
                .and(LEAD.POOL_ID.isNotNull())
                .and(alive())
                .fetch(this::record);
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
        values.put(LEAD.OWNER_ID, lead.ownerId());
        values.put(LEAD.POOL_ID, lead.poolId());
        values.put(LEAD.OWNED_SINCE, lead.ownedSince());
        values.put(LEAD.POOLED_AT, lead.pooledAt());
        values.put(LEAD.LAST_EFFECTIVE_FOLLOWUP_AT, lead.lastEffectiveFollowupAt());
        values.put(LEAD.RECYCLE_DUE_AT, lead.isOpen() ? lead.recycleDueAt() : null);
        values.put(LEAD.RECYCLE_RULE_ID, lead.holding().recycleRuleId());
        values.put(LEAD.LOCKED_UNTIL, lead.lockedUntil());
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
                holding(row),
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

    private static Holding holding(LeadRecord row) {
        return new Holding(
                row.getOwnerId(),
                row.getPoolId(),
                row.getOwnedSince(),
                row.getPooledAt(),
                row.getLastEffectiveFollowupAt(),
                row.getRecycleDueAt(),
                row.getRecycleRuleId(),
                row.getLockedUntil());
    }
}
