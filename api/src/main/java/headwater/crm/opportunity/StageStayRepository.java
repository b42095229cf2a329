package headwater.crm.opportunity;

import static headwater.crm.db.crm.Tables.OPPORTUNITY;
import static headwater.crm.db.crm.Tables.STAGE;
import static headwater.crm.db.internal.Tables.STAGE_STAY;

import headwater.crm.permission.SystemAccess;
import headwater.crm.permission.Viewer;

import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.util.List;

/** When opportunities will have stood in their stages for too long. */
@Repository
class StageStayRepository {
    private final DSLContext db;

    StageStayRepository(DSLContext db) {
        this.db = db;
    }

    void begin(Viewer viewer, long opportunityId, Instant dueAt) {
        db.insertInto(STAGE_STAY)
                .set(STAGE_STAY.OPPORTUNITY_ID, opportunityId)
                .set(STAGE_STAY.DUE_AT, dueAt)
                .onConflict(STAGE_STAY.OPPORTUNITY_ID)
                .doUpdate()
                .set(STAGE_STAY.DUE_AT, dueAt)
                .set(STAGE_STAY.TIMES, 0)
                .execute();
    }

    void end(Viewer viewer, long opportunityId) {
        db.deleteFrom(STAGE_STAY).where(STAGE_STAY.OPPORTUNITY_ID.eq(opportunityId)).execute();
    }

    /** All that stand in a stage, whose limit has changed. */
    void plan(Viewer viewer, long stageId, @Nullable Integer days) {
        db.deleteFrom(STAGE_STAY)
                .where(
                        STAGE_STAY.OPPORTUNITY_ID.in(
                                db.select(OPPORTUNITY.OPPORTUNITY_ID)
                                        .from(OPPORTUNITY)
                                        .where(OPPORTUNITY.STAGE_ID.eq(stageId))))
                .execute();
        if (days != null) {
            db.execute(
                    "insert into internal.stage_stay (opportunity_id, due_at)"
                            + " select opportunity_id, stage_entered_at + make_interval(hours => 24 * ?)"
                            + " from crm.opportunity where stage_id = ? and stage_category = 'OPEN' and deleted_at is null",
                    days,
                    stageId);
        }
    }

    /** Locked until the transaction ends; others are passed over. */
    @SystemAccess("time passes for everybody's opportunities")
    List<Stay> due(Instant now, int limit) {
        return db.select(
                        OPPORTUNITY.OPPORTUNITY_ID,
                        OPPORTUNITY.NAME,
                        OPPORTUNITY.OWNER_ID,
                        STAGE.NAME,
                        OPPORTUNITY.STAGE_ENTERED_AT,
                        STAGE_STAY.DUE_AT,
                        STAGE_STAY.TIMES,
                        STAGE.STAY_REPEAT_DAYS)
                .from(STAGE_STAY)
                .join(OPPORTUNITY)
                .on(OPPORTUNITY.OPPORTUNITY_ID.eq(STAGE_STAY.OPPORTUNITY_ID))
                .join(STAGE)
                .on(STAGE.STAGE_ID.eq(OPPORTUNITY.STAGE_ID))
                .where(STAGE_STAY.DUE_AT.le(now))
                .and(OPPORTUNITY.DELETED_AT.isNull())
                .orderBy(STAGE_STAY.DUE_AT)
                .limit(limit)
                .forUpdate()
                .of(STAGE_STAY)
                .skipLocked()
                .fetch(
                        row ->
                                new Stay(
                                        row.value1(),
                                        row.value2(),
                                        row.value3(),
                                        row.value4(),
                                        row.value5(),
                                        row.value6(),
                                        row.value7(),
                                        row.value8()));
    }

    /**
     * @param next null for never
     */
    void told(Viewer viewer, Stay stay, @Nullable Instant next) {
        if (next == null) {
            end(viewer, stay.opportunityId());
            return;
        }
        db.update(STAGE_STAY)
                .set(STAGE_STAY.DUE_AT, next)
                .set(STAGE_STAY.TIMES, stay.times() + 1)
                .where(STAGE_STAY.OPPORTUNITY_ID.eq(stay.opportunityId()))
                .execute();
    }
}
