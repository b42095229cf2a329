package headwater.crm.opportunity;

import headwater.crm.permission.Viewer;
import headwater.crm.pipeline.Pipeline;
import headwater.crm.pipeline.PipelineService;
import headwater.crm.pipeline.Stage;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.Refused;
import headwater.crm.shared.UserError.Code;

import org.springframework.stereotype.Service;

/** Says beforehand what a move will ask for, by the very gates that judge it; changes nothing. */
@Service
public class StageGuideService {
    private final OpportunityWriter opportunities;
    private final PipelineService pipelines;
    private final StageGates gates;

    StageGuideService(
            OpportunityWriter opportunities, PipelineService pipelines, StageGates gates) {
        this.opportunities = opportunities;
        this.pipelines = pipelines;
        this.gates = gates;
    }

    /**
     * @throws headwater.crm.shared.NotFound if the viewer may not see the opportunity
     */
    public StageGuide guide(Viewer viewer, long id, RecordRef to) {
        Opportunity opportunity = opportunities.load(viewer, id);
        Pipeline pipeline = pipelines.pipeline(viewer, opportunity.pipelineId());
        Stage stage = stage(pipeline, to);
        Stage from = pipeline.stage(opportunity.stageId()).orElseThrow();
        return new StageGuide(
                stage,
                StageGates.needsApproval(from, stage),
                gates.checks(viewer, opportunity, opportunity, pipeline, stage));
    }

    /** The stage that a reference names. */
    static Stage stage(Pipeline pipeline, RecordRef ref) {
        return pipeline.stage(ref)
                .orElseThrow(
                        () ->
                                new Refused(
                                        Code.REFERENCE_NOT_FOUND,
                                        "Pipeline \"%s\" has no stage %s."
                                                .formatted(pipeline.name(), ref),
                                        "stage"));
    }
}
