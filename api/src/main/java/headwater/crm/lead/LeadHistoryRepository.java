package headwater.crm.lead;

import static headwater.crm.db.crm.Tables.LEAD_CHANGE;
import static headwater.crm.db.crm.Tables.LEAD_TOUCH;

import headwater.crm.account.Account.Grade;
import headwater.crm.db.crm.tables.records.LeadChangeRecord;
import headwater.crm.db.crm.tables.records.LeadTouchRecord;
import headwater.crm.lead.Lead.Stage;
import headwater.crm.lead.LeadChange.Kind;
import headwater.crm.lead.LeadTouch.Utm;
import headwater.crm.permission.Viewer;

import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What happened to leads that the viewer has read already; append-only. */
@Repository
class LeadHistoryRepository {
    private static final int NEWEST = 100;

    private final DSLContext db;

    LeadHistoryRepository(DSLContext db) {
        this.db = db;
    }

    /**
     * @param teamId the owner's team on the day of the change
     */
    void append(
            Viewer viewer,
            Lead after,
            Kind kind,
            Instant at,
            @Nullable Long teamId,
            @Nullable String reason,
            Instant now) {
        db.insertInto(LEAD_CHANGE)
                .set(LEAD_CHANGE.LEAD_ID, after.id())
                .set(LEAD_CHANGE.KIND, kind.name())
                .set(LEAD_CHANGE.AT, at)
                .set(LEAD_CHANGE.RECORDED_AT, now)
                .set(LEAD_CHANGE.BY_USER_ID, viewer.userId())
                .set(LEAD_CHANGE.REASON, reason)
                .set(LEAD_CHANGE.STAGE, after.stage().name())
                .set(LEAD_CHANGE.GRADE, after.grade() == null ? null : after.grade().name())
                .set(LEAD_CHANGE.OWNER_ID, after.ownerId())
                .set(LEAD_CHANGE.TEAM_ID, teamId)
                .set(LEAD_CHANGE.POOL_ID, after.poolId())
                .set(LEAD_CHANGE.SOURCE_ID, after.sourceId())
                .set(LEAD_CHANGE.CAMPAIGN_ID, after.campaignId())
                .execute();
    }

    void touch(Viewer viewer, LeadTouch touch, Instant now) {
        Utm utm = touch.utm();
        db.insertInto(LEAD_TOUCH)
                .set(LEAD_TOUCH.LEAD_ID, touch.leadId())
                .set(LEAD_TOUCH.AT, touch.at())
                .set(LEAD_TOUCH.SOURCE_ID, touch.sourceId())
                .set(LEAD_TOUCH.CAMPAIGN_ID, touch.campaignId())
                .set(LEAD_TOUCH.UTM_SOURCE, utm == null ? null : utm.source())
                .set(LEAD_TOUCH.UTM_MEDIUM, utm == null ? null : utm.medium())
                .set(LEAD_TOUCH.UTM_CAMPAIGN, utm == null ? null : utm.campaign())
                .set(LEAD_TOUCH.UTM_TERM, utm == null ? null : utm.term())
                .set(LEAD_TOUCH.UTM_CONTENT, utm == null ? null : utm.content())
                .set(LEAD_TOUCH.PAGE, touch.page())
                .set(LEAD_TOUCH.REFERRER, touch.referrer())
                .set(LEAD_TOUCH.CREATED_BY, viewer.userId())
                .set(LEAD_TOUCH.RECORDED_AT, now)
                .execute();
    }

    /** The newest changes of each lead, newest first. */
    List<LeadChange> changes(Viewer viewer, Set<Long> leadIds) {
        return best(LEAD_CHANGE, LEAD_CHANGE.LEAD_ID, leadIds, LEAD_CHANGE.LEAD_CHANGE_ID.desc())
                .map(LeadHistoryRepository::change);
    }

    /** The first touches of each lead, oldest first. */
    List<LeadTouch> touches(Viewer viewer, Set<Long> leadIds) {
        return best(
                        LEAD_TOUCH,
                        LEAD_TOUCH.LEAD_ID,
                        leadIds,
                        LEAD_TOUCH.AT,
                        LEAD_TOUCH.LEAD_TOUCH_ID)
                .map(LeadHistoryRepository::touch);
    }

    /** So many rows of each lead, in an order. */
    private <R extends Record> Result<R> best(
            Table<R> table, Field<Long> leadId, Set<Long> leadIds, OrderField<?>... order) {
        var numbered =
                DSL.select(table.fields())
                        .select(
                                DSL.rowNumber()
                                        .over()
                                        .partitionBy(leadId)
                                        .orderBy(order)
                                        .as("place"))
                        .from(table)
                        .where(leadId.in(leadIds))
                        .asTable("numbered");
        return db.selectFrom(numbered)
                .where(numbered.field("place", Integer.class).le(NEWEST))
                .orderBy(numbered.field(leadId), numbered.field("place"))
                .fetchInto(table);
    }

    private static LeadChange change(LeadChangeRecord row) {
        return new LeadChange(
                row.getLeadChangeId(),
                row.getLeadId(),
                Kind.valueOf(row.getKind()),
                row.getAt(),
                row.getByUserId(),
                row.getReason(),
                Stage.valueOf(row.getStage()),
                row.getGrade() == null ? null : Grade.valueOf(row.getGrade()),
                row.getOwnerId(),
                row.getTeamId(),
                row.getPoolId());
    }

    private static LeadTouch touch(LeadTouchRecord row) {
        return new LeadTouch(
                row.getLeadTouchId(),
                row.getLeadId(),
                row.getAt(),
                row.getSourceId(),
                row.getCampaignId(),
                new Utm(
                        row.getUtmSource(),
                        row.getUtmMedium(),
                        row.getUtmCampaign(),
                        row.getUtmTerm(),
                        row.getUtmContent()),
                row.getPage(),
                row.getReferrer());
    }
}
