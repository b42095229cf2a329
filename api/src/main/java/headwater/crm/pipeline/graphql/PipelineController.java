package headwater.crm.pipeline.graphql;

import headwater.crm.graphql.Given;
import headwater.crm.graphql.ImportPayload;
import headwater.crm.graphql.Payload;
import headwater.crm.graphql.RecordVersion;
import headwater.crm.permission.Door;
import headwater.crm.permission.Viewer;
import headwater.crm.pipeline.Pipeline;
import headwater.crm.pipeline.PipelineDraft;
import headwater.crm.pipeline.PipelineDraft.StageDraft;
import headwater.crm.pipeline.PipelineService;
import headwater.crm.pipeline.StageMapping;
import headwater.crm.record.RecordLoader;
import headwater.crm.shared.Connection;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.ArgumentValue;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

import java.util.List;
import java.util.Set;

@Controller
class PipelineController implements RecordLoader<Pipeline> {
    private final PipelineService service;

    PipelineController(PipelineService service) {
        this.service = service;
    }

    record UpdatePipelineInput(
            String id,
            int expectedVersion,
            ArgumentValue<String> name,
            ArgumentValue<Boolean> isDefault,
            ArgumentValue<Boolean> skipAllowed,
            ArgumentValue<Boolean> backwardAllowed,
            ArgumentValue<Integer> staleDays,
            ArgumentValue<List<StageDraft>> stages,
            @Nullable List<StageMapping> stageMapping) {
        PipelineDraft applyTo(PipelineDraft before) {
            return new PipelineDraft(
                    Given.orKept(name, before.name()),
                    Given.or(isDefault, before.isDefault()),
                    Given.or(skipAllowed, before.skipAllowed()),
                    Given.or(backwardAllowed, before.backwardAllowed()),
                    Given.or(staleDays, before.staleDays()),
                    Given.orKept(stages, before.stages()),
                    before.externalId(),
                    null);
        }
    }

    record ImportPipelinesInput(List<PipelineDraft> rows) {}

    @QueryMapping
    @Nullable Pipeline pipeline(Viewer viewer, @Argument String id) {
        return byIds(viewer, Set.of(RecordType.PIPELINE.decode(id))).stream()
                .findFirst()
                .orElse(null);
    }

    @QueryMapping
    Connection<Pipeline> pipelines(Viewer viewer, ListRequest request) {
        return service.list(viewer, request);
    }

    @MutationMapping
    Payload<Pipeline> createPipeline(Viewer viewer, @Argument PipelineDraft input) {
        return Payload.of(() -> service.create(viewer, input));
    }

    @MutationMapping
    Payload<Pipeline> updatePipeline(Viewer viewer, @Argument UpdatePipelineInput input) {
        return Payload.of(
                () ->
                        service.update(
                                viewer,
                                RecordType.PIPELINE.decode(input.id()),
                                input.expectedVersion(),
                                input.stageMapping() == null ? List.of() : input.stageMapping(),
                                input::applyTo));
    }

    @MutationMapping
    Payload<Pipeline> deletePipeline(Viewer viewer, @Argument RecordVersion input) {
        return Payload.of(
                () ->
                        service.delete(
                                viewer,
                                RecordType.PIPELINE.decode(input.id()),
                                input.expectedVersion()));
    }

    @MutationMapping
    ImportPayload importPipelines(Viewer viewer, @Argument ImportPipelinesInput input) {
        Viewer importing = viewer.through(Door.IMPORT);
        return ImportPayload.of(
                type(),
                input.rows(),
                PipelineDraft::externalId,
                externalIds -> service.byExternalIds(importing, externalIds),
                row -> service.create(importing, row).id());
    }

    @Override
    public RecordType type() {
        return RecordType.PIPELINE;
    }

    @Override
    public List<Pipeline> byIds(Viewer viewer, Set<Long> ids) {
        return service.byIds(viewer, ids);
    }
}
