package headwater.crm.opportunity;

import static headwater.crm.db.crm.Tables.OPPORTUNITY;
import static headwater.crm.db.crm.Tables.OPPORTUNITY_CHANGE;

import headwater.crm.opportunity.OpportunityChange.Kind;
import headwater.crm.permission.Action;
import headwater.crm.permission.Viewer;
import headwater.crm.pipeline.ForecastCategory;
import headwater.crm.pipeline.Stage;
import headwater.crm.pipeline.Stage.Category;
import headwater.crm.shared.Money;
import headwater.crm.shared.RecordType;

import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The append-only history of opportunities. */
@Repository
class OpportunityChangeRepository {
    private static final int NEWEST = 500;

    private final DSLContext db;

    OpportunityChangeRepository(DSLContext db) {
        this.db = db;
    }

    /** Who had an opportunity before its present owner; null when nobody had. */
    @Nullable Long formerOwner(Viewer viewer, long opportunityId, long ownerId) {
        return db.select(OPPORTUNITY_CHANGE.OWNER_ID)
                .from(OPPORTUNITY_CHANGE)
                .where(OPPORTUNITY_CHANGE.OPPORTUNITY_ID.eq(opportunityId))
                .and(OPPORTUNITY_CHANGE.OWNER_ID.ne(ownerId))
                .orderBy(OPPORTUNITY_CHANGE.SEQUENCE.desc())
                .limit(1)
                .fetchOne(OPPORTUNITY_CHANGE.OWNER_ID);
    }

    /**
     * @param after the opportunity after the change, its sequence and instant being those of this
     *     row
     * @param stage the stage that it stands in then
     * @param teamId the owner's team on that day
     */
    void append(
            Viewer viewer,
            Opportunity after,
            Kind kind,
            Stage stage,
            @Nullable Long teamId,
            @Nullable String reason,
            Judgement judged,
            Instant now) {
        db.insertInto(OPPORTUNITY_CHANGE)
                .set(OPPORTUNITY_CHANGE.OPPORTUNITY_ID, after.id())
                .set(OPPORTUNITY_CHANGE.SEQUENCE, after.lastChangeSequence())
                .set(OPPORTUNITY_CHANGE.KIND, kind.name())
                .set(OPPORTUNITY_CHANGE.AT, after.lastChangeAt())
                .set(OPPORTUNITY_CHANGE.RECORDED_AT, now)
                .set(OPPORTUNITY_CHANGE.BY_USER_ID, viewer.userId())
                .set(OPPORTUNITY_CHANGE.REASON, reason)
                .set(OPPORTUNITY_CHANGE.PIPELINE_ID, after.pipelineId())
                .set(OPPORTUNITY_CHANGE.STAGE_ID, after.stageId())
                .set(OPPORTUNITY_CHANGE.STAGE_ORDINAL, (short) stage.ordinal())
                .set(OPPORTUNITY_CHANGE.STAGE_CATEGORY, after.stageCategory().name())
                .set(OPPORTUNITY_CHANGE.PROBABILITY, (short) after.probability())
                .set(OPPORTUNITY_CHANGE.FORECAST_CATEGORY, after.forecastCategory().name())
                .set(OPPORTUNITY_CHANGE.AMOUNT, after.value())
                .set(OPPORTUNITY_CHANGE.CURRENCY, after.currency())
                .set(OPPORTUNITY_CHANGE.COMPANY_AMOUNT, after.companyValue())
                .set(OPPORTUNITY_CHANGE.CLOSE_ON, after.closeOn())
                .set(OPPORTUNITY_CHANGE.OWNER_ID, after.ownerId())
                .set(OPPORTUNITY_CHANGE.TEAM_ID, teamId)
                .set(OPPORTUNITY_CHANGE.PIPELINE_VERSION, judged.pipelineVersion())
                .set(OPPORTUNITY_CHANGE.OVERRIDDEN, !judged.unmet().isEmpty())
                .set(OPPORTUNITY_CHANGE.UNMET, judged.unmet().toArray(String[]::new))
                .execute();
    }

    /**
     * The open stage that the opportunity stood in last, or what has taken over from it; null when
     * it never stood in one.
     */
    @Nullable Long lastOpenStage(Viewer viewer, long opportunityId) {
        Long stood = lastStood(opportunityId);
        return stood == null
                ? null
                : db.fetchSingle(
                                """
                                with recursive heir (stage_id, merged_into_id) as (
                                  select stage_id, merged_into_id from crm.stage where stage_id = ?
                                  union all
                                  select stage.stage_id, stage.merged_into_id
                                  from heir join crm.stage on stage.stage_id = heir.merged_into_id)
                                select stage_id from heir where merged_into_id is null
                                """,
                                stood)
                        .get(0, Long.class);
    }

    private @Nullable Long lastStood(long opportunityId) {
        return db.select(OPPORTUNITY_CHANGE.STAGE_ID)
                .from(OPPORTUNITY_CHANGE)
                .where(OPPORTUNITY_CHANGE.OPPORTUNITY_ID.eq(opportunityId))
                .and(OPPORTUNITY_CHANGE.STAGE_CATEGORY.eq(Category.OPEN.name()))
                .orderBy(OPPORTUNITY_CHANGE.SEQUENCE.desc())
                .limit(1)
                .fetchOne(OPPORTUNITY_CHANGE.STAGE_ID);
    }

    /** The newest changes of each opportunity that the viewer may see, newest first. */
    List<OpportunityChange> newest(Viewer viewer, Set<Long> opportunityIds) {
        return db.select(OPPORTUNITY_CHANGE.fields())
                .from(OPPORTUNITY_CHANGE)
                .join(OPPORTUNITY)
                .on(OPPORTUNITY.OPPORTUNITY_ID.eq(OPPORTUNITY_CHANGE.OPPORTUNITY_ID))
                .where(OPPORTUNITY_CHANGE.OPPORTUNITY_ID.in(opportunityIds))
                .and(
                        viewer.scope(RecordType.OPPORTUNITY, Action.READ)
                                .of(OPPORTUNITY.OPPORTUNITY_ID, OPPORTUNITY.OWNER_ID))
                .and(OPPORTUNITY_CHANGE.SEQUENCE.gt(OPPORTUNITY.LAST_CHANGE_SEQUENCE.minus(NEWEST)))
                .orderBy(OPPORTUNITY_CHANGE.OPPORTUNITY_ID, OPPORTUNITY_CHANGE.SEQUENCE.desc())
                .fetch(OpportunityChangeRepository::change);
    }

    private static OpportunityChange change(Record row) {
        return new OpportunityChange(
                row.get(OPPORTUNITY_CHANGE.OPPORTUNITY_CHANGE_ID),
                row.get(OPPORTUNITY_CHANGE.OPPORTUNITY_ID),
                Kind.valueOf(row.get(OPPORTUNITY_CHANGE.KIND)),
                row.get(OPPORTUNITY_CHANGE.AT),
                row.get(OPPORTUNITY_CHANGE.RECORDED_AT),
                row.get(OPPORTUNITY_CHANGE.BY_USER_ID),
                row.get(OPPORTUNITY_CHANGE.REASON),
                row.get(OPPORTUNITY_CHANGE.STAGE_ID),
                row.get(OPPORTUNITY_CHANGE.OWNER_ID),
                Money.of(row.get(OPPORTUNITY_CHANGE.AMOUNT), row.get(OPPORTUNITY_CHANGE.CURRENCY)),
                row.get(OPPORTUNITY_CHANGE.PROBABILITY),
                ForecastCategory.valueOf(row.get(OPPORTUNITY_CHANGE.FORECAST_CATEGORY)),
                row.get(OPPORTUNITY_CHANGE.CLOSE_ON),
                row.get(OPPORTUNITY_CHANGE.OVERRIDDEN),
                List.of(row.get(OPPORTUNITY_CHANGE.UNMET)));
    }
}
