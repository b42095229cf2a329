package headwater.crm.opportunity;

import static headwater.crm.db.crm.Tables.OPPORTUNITY;

import headwater.crm.permission.Viewer;
import headwater.crm.pipeline.Stage;

import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.util.List;

/** Whosever they are: what stands in a stage that is gone. */
@Repository
class StageSuccessionRepository {
    private final DSLContext db;

    StageSuccessionRepository(DSLContext db) {
        this.db = db;
    }

    int standing(Viewer viewer, long stageId) {
        return db.fetchCount(OPPORTUNITY, OPPORTUNITY.STAGE_ID.eq(stageId));
    }

    /** What waits to come into a stage waits for another. */
    void redirect(Viewer viewer, Stage from, Stage to) {
        db.update(OPPORTUNITY)
                .set(OPPORTUNITY.PENDING_STAGE_ID, to.id())
                .where(OPPORTUNITY.PENDING_STAGE_ID.eq(from.id()))
                .execute();
    }

    /**
     * Moves all of them, those in the recycle bin too, and writes their history: one statement.
     *
     * @return those that are not in the recycle bin
     */
    List<Long> move(
            Viewer viewer, Stage from, Stage to, int pipelineVersion, String reason, Instant now) {
        return db.fetch(
                        """
                                with moved as (
                                  update crm.opportunity
                                  set stage_id = {1},
                                    stage_entered_at = greatest({2}, last_change_at),
                                    probability = case probability_source when 'MANUAL' then probability else {3} end,
                                    probability_source = case probability_source when 'MANUAL' then 'MANUAL' else 'STAGE' end,
                                    forecast_category = {4},
                                    last_change_sequence = last_change_sequence + 1,
                                    last_change_at = greatest({2}, last_change_at),
                                    version = version + 1,
                                    updated_at = {2},
                                    updated_by = {5}
                                  where stage_id = {0}
                                  returning *
                                ), told as (
                                  insert into crm.opportunity_change
                                    (opportunity_id, sequence, kind, at, recorded_at, by_user_id, reason, pipeline_id, stage_id, stage_ordinal,
                                     stage_category, probability, forecast_category, amount, currency, company_amount, close_on, owner_id,
                                     team_id, pipeline_version)
                                  select opportunity_id, last_change_sequence, 'STAGE', last_change_at, {2}, {5}, {6}, moved.pipeline_id, stage_id,
                                    {7}, stage_category, probability, forecast_category, amount, moved.currency, company_amount, close_on,
                                    owner_id, team_id, {8}
                                  from moved
                                    cross join crm.company
                                    left join crm.team_membership on app_user_id = owner_id
                                      and valid_from <= (last_change_at at time zone time_zone)::date
                                      and (valid_to is null or valid_to > (last_change_at at time zone time_zone)::date)
                                )
                                select opportunity_id from moved where deleted_at is null
                                """,
                        DSL.val(from.id()),
                        DSL.val(to.id()),
                        DSL.val(now),
                        DSL.val((short) to.probability()),
                        DSL.val(to.forecastCategory().name()),
                        DSL.val(viewer.userId(), Long.class),
                        DSL.val(reason),
                        DSL.val((short) to.ordinal()),
                        DSL.val(pipelineVersion))
                .getValues(0, Long.class);
    }
}
