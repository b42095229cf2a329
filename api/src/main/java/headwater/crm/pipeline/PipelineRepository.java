package headwater.crm.pipeline;

import static headwater.crm.db.crm.Tables.PIPELINE;
import static headwater.crm.db.crm.Tables.PIPELINE_VERSION;
import static headwater.crm.db.crm.Tables.STAGE;

import headwater.crm.permission.Viewer;
import headwater.crm.persistence.KeysetList;
import headwater.crm.persistence.ListFields;
import headwater.crm.persistence.References;
import headwater.crm.persistence.Rows;
import headwater.crm.pipeline.PipelineDraft.StageDraft;
import headwater.crm.pipeline.Stage.Category;
import headwater.crm.shared.Connection;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Violations;

import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every signed-in person may see every pipeline. A pipeline comes with its stages in the same
 * statement.
 */
@Repository
class PipelineRepository {
    private static final ListFields LIST =
            ListFields.of(RecordType.PIPELINE, PIPELINE.PIPELINE_ID)
                    .text("name", PIPELINE.NAME)
                    .softDeleted(PIPELINE.DELETED_AT)
                    .order("NAME", PIPELINE.NAME)
                    .order("CREATED_AT", PIPELINE.CREATED_AT);
    private static final References REFERENCES =
            new References(
                    RecordType.PIPELINE,
                    PIPELINE.PIPELINE_ID,
                    PIPELINE.EXTERNAL_ID,
                    List.of(PIPELINE.NAME));
    private static final Field<List<Stage>> STAGES =
            DSL.multiset(
                            DSL.select(STAGE.fields())
                                    .from(STAGE)
                                    .where(STAGE.PIPELINE_ID.eq(PIPELINE.PIPELINE_ID))
                                    .and(STAGE.RETIRED_AT.isNull())
                                    .orderBy(STAGE.ORDINAL))
                    .convertFrom(rows -> rows.map(PipelineRepository::stage))
                    .as("stages");

    private static final JsonMapper JSON = JsonMapper.shared();

    private final DSLContext db;
    private final Rows rows;

    PipelineRepository(DSLContext db) {
        this.db = db;
        this.rows =
                new Rows(
                        db,
                        PIPELINE.PIPELINE_ID,
                        RecordType.PIPELINE.typeName(),
                        Map.of("pipeline_name", "name", "pipeline_external_id", "externalId"));
    }

    Connection<Pipeline> list(Viewer viewer, ListRequest request) {
        return KeysetList.fetch(
                db,
                PIPELINE,
                List.of(STAGES),
                KeysetList.EVERYBODYS,
                LIST.readableBy(viewer),
                request,
                PipelineRepository::pipeline);
    }

    List<Pipeline> byIds(Viewer viewer, Set<Long> ids) {
        return db.select(PIPELINE.fields())
                .select(STAGES)
                .from(PIPELINE)
                .where(PIPELINE.PIPELINE_ID.in(ids))
                .fetch(PipelineRepository::pipeline);
    }

    List<Stage> stagesByIds(Viewer viewer, Set<Long> ids) {
        return db.select(STAGE.fields())
                .from(STAGE)
                .where(STAGE.STAGE_ID.in(ids))
                .fetch(PipelineRepository::stage);
    }

    @Nullable Long find(Viewer viewer, RecordRef ref, Violations violations, String... field) {
        return REFERENCES.find(db, PIPELINE.DELETED_AT.isNull(), ref, violations, field);
    }

    @Nullable Long defaultPipeline(Viewer viewer) {
        return db.select(PIPELINE.PIPELINE_ID)
                .from(PIPELINE)
                .where(PIPELINE.IS_DEFAULT)
                .and(PIPELINE.DELETED_AT.isNull())
                .fetchOne(PIPELINE.PIPELINE_ID);
    }

    Map<String, Long> byExternalIds(Viewer viewer, List<String> externalIds) {
        return rows.byExternalIds(externalIds, DSL.noCondition());
    }

    long insert(Viewer viewer, PipelineDraft draft, Instant now) {
        boolean isDefault = Boolean.TRUE.equals(draft.isDefault());
        if (isDefault) {
            clearDefault(viewer);
        }
        Map<Field<?>, @Nullable Object> values = values(draft, isDefault);
        values.put(PIPELINE.EXTERNAL_ID, draft.externalId());
        long id = rows.insert(viewer, now, values);
        for (int i = 0; i < draft.stages().size(); i++) {
            insertStage(id, i + 1, draft.stages().get(i));
        }
        keepVersion(viewer, id, now);
        return id;
    }

    /**
     * @param successors names of stages by those that the draft has no more
     */
    void update(
            Viewer viewer,
            Pipeline before,
            int expectedVersion,
            PipelineDraft draft,
            Map<Stage, String> successors,
            Instant now) {
        boolean isDefault = draft.isDefault() == null ? before.isDefault() : draft.isDefault();
        if (isDefault && !before.isDefault()) {
            clearDefault(viewer);
        }
        rows.update(
                viewer,
                now,
                before.id(),
                expectedVersion,
                PIPELINE.DELETED_AT.isNull(),
                values(draft, isDefault));
        for (int i = 0; i < draft.stages().size(); i++) {
            StageDraft stage = draft.stages().get(i);
            Stage known = PipelineDraft.stage(before, stage);
            if (known == null) {
                insertStage(before.id(), i + 1, stage);
            } else {
                updateStage(known.id(), i + 1, stage);
            }
        }
        successors.forEach((gone, successor) -> retire(gone, successor, now));
        keepVersion(viewer, before.id(), now);
    }

    void delete(Viewer viewer, long id, int expectedVersion) {
        db.deleteFrom(STAGE).where(STAGE.PIPELINE_ID.eq(id)).execute();
        rows.delete(id, expectedVersion, DSL.noCondition());
    }

    private void clearDefault(Viewer viewer) {
        db.update(PIPELINE)
                .set(PIPELINE.IS_DEFAULT, false)
                .set(PIPELINE.VERSION, PIPELINE.VERSION.plus(1))
                .set(PIPELINE.UPDATED_BY, viewer.userId())
                .where(PIPELINE.IS_DEFAULT)
                .execute();
    }

    private static Map<Field<?>, @Nullable Object> values(PipelineDraft draft, boolean isDefault) {
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(PIPELINE.NAME, draft.name());
        values.put(PIPELINE.IS_DEFAULT, isDefault);
        values.put(PIPELINE.SKIP_ALLOWED, draft.skipAllowed());
        values.put(PIPELINE.BACKWARD_ALLOWED, draft.backwardAllowed());
        values.put(PIPELINE.STALE_DAYS, draft.staleDays());
        return values;
    }

    private void insertStage(long pipelineId, int ordinal, StageDraft stage) {
        db.insertInto(STAGE)
                .set(STAGE.PIPELINE_ID, pipelineId)
                .set(STAGE.CATEGORY, stage.category().name())
                .set(values(ordinal, stage))
                .execute();
    }

    /** Waits for whoever moves an opportunity there now. */
    private void retire(Stage gone, String successorName, Instant now) {
        var successor = STAGE.as("successor");
        db.update(STAGE)
                .set(STAGE.RETIRED_AT, now)
                .set(
                        STAGE.MERGED_INTO_ID,
                        DSL.select(successor.STAGE_ID)
                                .from(successor)
                                .where(successor.PIPELINE_ID.eq(gone.pipelineId()))
                                .and(successor.NAME.eq(successorName))
                                .and(successor.STAGE_ID.ne(gone.id()))
                                .and(successor.RETIRED_AT.isNull()))
                .where(STAGE.STAGE_ID.eq(gone.id()))
                .execute();
    }

    private void updateStage(long stageId, int ordinal, StageDraft stage) {
        db.update(STAGE).set(values(ordinal, stage)).where(STAGE.STAGE_ID.eq(stageId)).execute();
    }

    private static Map<Field<?>, @Nullable Object> values(int ordinal, StageDraft stage) {
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(STAGE.ORDINAL, (short) ordinal);
        values.put(STAGE.NAME, stage.name());
        values.put(STAGE.PROBABILITY, (short) stage.probabilityOrDefault());
        values.put(STAGE.FORECAST_CATEGORY, stage.forecastCategoryOrDefault().name());
        values.put(STAGE.CREATE_ALLOWED, stage.createAllowed());
        values.put(STAGE.APPROVAL_ON_ENTRY, stage.approvalOnEntry());
        values.put(STAGE.MAX_STAY_DAYS, stage.maxStayDays());
        values.put(STAGE.STAY_REPEAT_DAYS, stage.stayRepeatDays());
        values.put(STAGE.ENTRY_CRITERIA, json(stage.entryCriteria()));
        values.put(STAGE.EXIT_CRITERIA, json(stage.exitCriteria()));
        values.put(STAGE.TASKS, json(stage.templates()));
        return values;
    }

    private static JSONB json(@Nullable Object value) {
        return JSONB.valueOf(JSON.writeValueAsString(value));
    }

    /** As it is from now on. */
    private void keepVersion(Viewer viewer, long id, Instant now) {
        Pipeline pipeline = byIds(viewer, Set.of(id)).getFirst();
        db.insertInto(PIPELINE_VERSION)
                .set(PIPELINE_VERSION.PIPELINE_ID, id)
                .set(PIPELINE_VERSION.NUMBER, pipeline.version())
                .set(PIPELINE_VERSION.DEFINITION, json(PipelineDraft.of(pipeline)))
                .set(PIPELINE_VERSION.CREATED_AT, now)
                .set(PIPELINE_VERSION.CREATED_BY, viewer.userId())
                .execute();
    }

    private static Stage stage(Record row) {
        return new Stage(
                row.get(STAGE.STAGE_ID),
                row.get(STAGE.PIPELINE_ID),
                row.get(STAGE.ORDINAL),
                row.get(STAGE.NAME),
                Category.valueOf(row.get(STAGE.CATEGORY)),
                row.get(STAGE.PROBABILITY),
                ForecastCategory.valueOf(row.get(STAGE.FORECAST_CATEGORY)),
                row.get(STAGE.CREATE_ALLOWED),
                row.get(STAGE.APPROVAL_ON_ENTRY),
                row.get(STAGE.MAX_STAY_DAYS),
                row.get(STAGE.STAY_REPEAT_DAYS),
                List.of(JSON.readValue(row.get(STAGE.ENTRY_CRITERIA).data(), Criterion[].class)),
                List.of(JSON.readValue(row.get(STAGE.EXIT_CRITERIA).data(), Criterion[].class)),
                List.of(JSON.readValue(row.get(STAGE.TASKS).data(), TaskTemplate[].class)));
    }

    private static Pipeline pipeline(Record row) {
        return new Pipeline(
                row.get(PIPELINE.PIPELINE_ID),
                row.get(PIPELINE.NAME),
                row.get(PIPELINE.IS_DEFAULT),
                row.get(PIPELINE.SKIP_ALLOWED),
                row.get(PIPELINE.BACKWARD_ALLOWED),
                row.get(PIPELINE.STALE_DAYS),
                row.get(STAGES),
                row.get(PIPELINE.EXTERNAL_ID),
                Rows.stamp(row));
    }
}
