package headwater.crm.campaign;

import static headwater.crm.db.crm.Tables.CAMPAIGN;

import headwater.crm.db.crm.tables.records.CampaignRecord;
import headwater.crm.persistence.ListFields;
import headwater.crm.persistence.RecordRepository;
import headwater.crm.persistence.RecordTable;
import headwater.crm.persistence.Rows;
import headwater.crm.shared.RecordType;

import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.util.HashMap;
import java.util.Map;

@Repository
class CampaignRepository extends RecordRepository<CampaignRecord, Campaign> {
    private static final RecordTable<CampaignRecord> TABLE =
            RecordTable.owned(
                            RecordType.CAMPAIGN,
                            CAMPAIGN.CAMPAIGN_ID,
                            CAMPAIGN.OWNER_ID,
                            ListFields.of(RecordType.CAMPAIGN, CAMPAIGN.CAMPAIGN_ID)
                                    .text("name", CAMPAIGN.NAME)
                                    .text("kind", CAMPAIGN.KIND)
                                    .text("status", CAMPAIGN.STATUS)
                                    .range("startsOn", CAMPAIGN.STARTS_ON)
                                    .range("endsOn", CAMPAIGN.ENDS_ON)
                                    .reference("owner", RecordType.USER, CAMPAIGN.OWNER_ID)
                                    .text("externalId", CAMPAIGN.EXTERNAL_ID)
                                    .range("createdAt", CAMPAIGN.CREATED_AT)
                                    .softDeleted(CAMPAIGN.DELETED_AT)
                                    .order("NAME", CAMPAIGN.NAME)
                                    .order("CREATED_AT", CAMPAIGN.CREATED_AT))
                    .named(CAMPAIGN.NAME)
                    .unique(Map.of("campaign_external_id", "externalId"));

    CampaignRepository(DSLContext db) {
        super(db, TABLE);
    }

    @Override
    protected Map<Field<?>, @Nullable Object> values(Campaign campaign) {
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(CAMPAIGN.NAME, campaign.name());
        values.put(CAMPAIGN.KIND, campaign.kind());
        values.put(CAMPAIGN.STATUS, campaign.status().name());
        values.put(CAMPAIGN.STARTS_ON, campaign.startsOn());
        values.put(CAMPAIGN.ENDS_ON, campaign.endsOn());
        values.put(CAMPAIGN.PLANNED_BUDGET, campaign.planned());
        values.put(CAMPAIGN.ACTUAL_COST, campaign.spent());
        values.put(CAMPAIGN.CURRENCY, campaign.currency());
        values.put(CAMPAIGN.OWNER_ID, campaign.ownerId());
        values.put(CAMPAIGN.EXTERNAL_ID, campaign.externalId());
        return values;
    }

    @Override
    protected Campaign record(CampaignRecord row) {
        return new Campaign(
                row.getCampaignId(),
                row.getName(),
                row.getKind(),
                Campaign.Status.valueOf(row.getStatus()),
                row.getStartsOn(),
                row.getEndsOn(),
                row.getPlannedBudget(),
                row.getActualCost(),
                row.getCurrency(),
                row.getOwnerId(),
                row.getExternalId(),
                Rows.stamp(row));
    }
}
