package headwater.crm.opportunity;

import headwater.crm.permission.Viewer;
import headwater.crm.persistence.BusinessTime;
import headwater.crm.pipeline.Pipeline;
import headwater.crm.pipeline.PipelineFollower;
import headwater.crm.pipeline.PipelineService;
import headwater.crm.pipeline.Stage;

import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What stands in a stage that its pipeline has lost goes on in the one that takes over, with a row
 * of history each; whatever that stage asks of who comes in is not asked of them.
 */
@Component
class StageSuccession implements PipelineFollower {
    private static final int AT_ONCE = 1000;

    private final StageSuccessionRepository repository;
    private final OpportunityRepository opportunities;
    private final StageWork work;
    private final BusinessTime time;

    StageSuccession(
            StageSuccessionRepository repository,
            OpportunityRepository opportunities,
            StageWork work,
            BusinessTime time) {
        this.repository = repository;
        this.opportunities = opportunities;
        this.work = work;
        this.time = time;
    }

    @Override
    public int standing(Viewer viewer, Stage stage) {
        return repository.standing(viewer, stage.id());
    }

    @Override
    public void retired(Viewer viewer, Pipeline after, Stage gone, Stage successor) {
        repository.redirect(viewer, gone, successor);
        Instant now = time.now();
        List<Long> moved =
                repository.move(
                        viewer, gone, successor, after.version(), PipelineService.CONFIG, now);
        if (!gone.asksForWork() && !successor.asksForWork()) {
            return;
        }
        for (int i = 0; i < moved.size(); i += AT_ONCE) {
            List<Long> some = moved.subList(i, Math.min(i + AT_ONCE, moved.size()));
            opportunities
                    .byIds(viewer.asSystem(), Set.copyOf(some))
                    .forEach(each -> work.moved(viewer, each, gone, successor, false));
        }
    }
}
