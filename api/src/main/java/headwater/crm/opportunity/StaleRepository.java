package headwater.crm.opportunity;

import static headwater.crm.db.crm.Tables.INTERACTION;
import static headwater.crm.db.crm.Tables.OPPORTUNITY;
import static headwater.crm.db.crm.Tables.PIPELINE;
import static headwater.crm.db.crm.Tables.TASK;

import headwater.crm.permission.SystemAccess;
import headwater.crm.shared.RecordType;

import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.util.List;

/** Open opportunities that nobody has touched for long, in pipelines that mind it. */
@Repository
class StaleRepository {
    private static final Field<Instant> TOUCHED =
            DSL.greatest(
                    OPPORTUNITY.LAST_CHANGE_AT,
                    DSL.coalesce(
                            DSL.field(
                                    DSL.select(DSL.max(INTERACTION.HAPPENED_AT))
                                            .from(INTERACTION)
                                            .where(
                                                    INTERACTION.OPPORTUNITY_ID.eq(
                                                            OPPORTUNITY.OPPORTUNITY_ID))),
                            OPPORTUNITY.LAST_CHANGE_AT));

    private final DSLContext db;

    StaleRepository(DSLContext db) {
        this.db = db;
    }

    /** Those whose owners were warned before an instant, and have not touched them since. */
    @SystemAccess("time passes for everybody's opportunities")
    List<Stale> over(Instant now, Instant warnedBefore, int most) {
        return untouched(
                now, 0, DSL.exists(warnings().and(TASK.CREATED_AT.le(warnedBefore))), most);
    }

    /** Those whose time is over within some days, and whose owners do not know yet. */
    @SystemAccess("time passes for everybody's opportunities")
    List<Stale> soon(Instant now, int days, int most) {
        return untouched(now, days, DSL.notExists(warnings()), most);
    }

    private static SelectConditionStep<Record1<Integer>> warnings() {
        return DSL.selectOne()
                .from(TASK)
                .where(TASK.ABOUT_OBJECT.eq(RecordType.OPPORTUNITY.typeName()))
                .and(TASK.ABOUT_ID.eq(OPPORTUNITY.OPPORTUNITY_ID))
                .and(TASK.KEY.startsWith(StaleService.KEY))
                .and(TASK.CREATED_AT.gt(TOUCHED));
    }

    /** Locked until the transaction ends; others are passed over. */
    private List<Stale> untouched(Instant now, int before, Condition which, int most) {
        Field<Instant> limit =
                DSL.field(
                        "{0} - make_interval(days => {1} - {2})",
                        Instant.class, DSL.val(now), PIPELINE.STALE_DAYS, DSL.val(before));
        return db.select(
                        OPPORTUNITY.OPPORTUNITY_ID,
                        OPPORTUNITY.VERSION,
                        OPPORTUNITY.NAME,
                        OPPORTUNITY.OWNER_ID,
                        TOUCHED)
                .from(PIPELINE)
                .join(OPPORTUNITY)
                .on(OPPORTUNITY.PIPELINE_ID.eq(PIPELINE.PIPELINE_ID))
                .where(PIPELINE.STALE_DAYS.isNotNull())
                .and(PIPELINE.DELETED_AT.isNull())
                .and(OPPORTUNITY.STAGE_CATEGORY.eq("OPEN"))
                .and(OPPORTUNITY.PENDING_STAGE_ID.isNull())
                .and(OPPORTUNITY.DELETED_AT.isNull())
                .and(OPPORTUNITY.LAST_CHANGE_AT.le(limit))
                .and(TOUCHED.le(limit))
                .and(which)
                .limit(most)
                .forUpdate()
                .of(OPPORTUNITY)
                .skipLocked()
                .fetch(
                        row ->
                                new Stale(
                                        row.value1(),
                                        row.value2(),
                                        row.value3(),
                                        row.value4(),
                                        row.value5()));
    }
}
