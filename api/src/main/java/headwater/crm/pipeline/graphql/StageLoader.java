package headwater.crm.pipeline.graphql;

import headwater.crm.permission.Viewer;
import headwater.crm.pipeline.PipelineService;
import headwater.crm.pipeline.Stage;
import headwater.crm.record.RecordLoader;
import headwater.crm.shared.RecordType;

import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Set;

/** Stages by their keys, wherever a record names one. */
@Component
class StageLoader implements RecordLoader<Stage> {
    private final PipelineService service;

    StageLoader(PipelineService service) {
        this.service = service;
    }

    @Override
    public RecordType type() {
        return RecordType.STAGE;
    }

    @Override
    public List<Stage> byIds(Viewer viewer, Set<Long> ids) {
        return service.stagesByIds(viewer, ids);
    }
}
