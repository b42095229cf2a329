package headwater.crm.opportunity;

import static headwater.crm.db.crm.Tables.TASK;
import static headwater.crm.db.internal.Tables.STAGE_TASK;

import headwater.crm.permission.Viewer;
import headwater.crm.pipeline.Criterion;

import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Map;

/** What open tasks of stages wait for to be done by themselves. */
@Repository
class StageTaskRepository {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final DSLContext db;

    StageTaskRepository(DSLContext db) {
        this.db = db;
    }

    /** A task that waits for something to be true of its opportunity. */
    record Waiting(long taskId, long opportunityId, String key, Criterion doneWhen) {}

    void await(Viewer viewer, long opportunityId, Map<String, Criterion> criteria) {
        criteria.forEach(
                (key, criterion) ->
                        db.insertInto(STAGE_TASK)
                                .set(STAGE_TASK.OPPORTUNITY_ID, opportunityId)
                                .set(STAGE_TASK.TASK_KEY, key)
                                .set(STAGE_TASK.DONE_WHEN, json(criterion))
                                .onConflict(STAGE_TASK.OPPORTUNITY_ID, STAGE_TASK.TASK_KEY)
                                .doUpdate()
                                .set(STAGE_TASK.DONE_WHEN, json(criterion))
                                .execute());
    }

    /** A task that people open again is closed by people. */
    void forget(Viewer viewer, Waiting task) {
        db.deleteFrom(STAGE_TASK)
                .where(STAGE_TASK.OPPORTUNITY_ID.eq(task.opportunityId()))
                .and(STAGE_TASK.TASK_KEY.eq(task.key()))
                .execute();
    }

    void forgetAll(Viewer viewer, long opportunityId) {
        db.deleteFrom(STAGE_TASK).where(STAGE_TASK.OPPORTUNITY_ID.eq(opportunityId)).execute();
    }

    List<Waiting> of(Viewer viewer, long opportunityId) {
        return waiting(STAGE_TASK.OPPORTUNITY_ID.eq(opportunityId), Integer.MAX_VALUE);
    }

    /**
     * Of all opportunities, in order.
     *
     * @param after the last one that was looked at; null to begin
     */
    List<Waiting> next(Viewer job, @Nullable Waiting after, int limit) {
        Condition rest =
                after == null
                        ? DSL.noCondition()
                        : DSL.row(STAGE_TASK.OPPORTUNITY_ID, STAGE_TASK.TASK_KEY)
                                .gt(after.opportunityId(), after.key());
        return waiting(rest, limit);
    }

    private List<Waiting> waiting(Condition which, int limit) {
        return db.select(
                        TASK.TASK_ID,
                        STAGE_TASK.OPPORTUNITY_ID,
                        STAGE_TASK.TASK_KEY,
                        STAGE_TASK.DONE_WHEN)
                .from(STAGE_TASK)
                .join(TASK)
                .on(TASK.KEY.eq(STAGE_TASK.TASK_KEY))
                .where(which)
                .and(TASK.STATUS.eq("OPEN"))
                .and(TASK.DELETED_AT.isNull())
                .orderBy(STAGE_TASK.OPPORTUNITY_ID, STAGE_TASK.TASK_KEY)
                .limit(limit)
                .fetch(
                        row ->
                                new Waiting(
                                        row.value1(),
                                        row.value2(),
                                        row.value3(),
                                        JSON.readValue(row.value4().data(), Criterion.class)));
    }

    private static JSONB json(Criterion criterion) {
        return JSONB.valueOf(JSON.writeValueAsString(criterion));
    }
}
