package headwater.crm.opportunity;

import headwater.crm.opportunity.StageService.Closing;
import headwater.crm.permission.Door;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Writes;
import headwater.crm.pipeline.Stage.Category;
import headwater.crm.shared.RecordType;
import headwater.crm.task.Task;
import headwater.crm.task.Todo;
import headwater.crm.task.Todos;

import org.springframework.stereotype.Service;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Closes what nobody touches any more as lost, a week after its owner was warned. */
@Service
public class StaleService {
    static final String KEY = "stale:";
    static final String REASON = "长期无进展 Gone stale";

    private static final int BATCH = 200;
    private static final int WARNING_DAYS = 7;

    private final StaleRepository repository;
    private final StageService stages;
    private final Todos todos;
    private final Writes writes;

    StaleService(StaleRepository repository, StageService stages, Todos todos, Writes writes) {
        this.repository = repository;
        this.stages = stages;
        this.todos = todos;
        this.writes = writes;
    }

    /** Warns first, so that nothing is closed whose owner has not been told. */
    public void tidy() {
        while (some(this::warn) == BATCH) {
            // The next batch is a transaction of its own.
        }
        while (some(this::close) == BATCH) {
            // The next batch is a transaction of its own.
        }
    }

    private interface Step {
        List<Stale> of(Viewer job, Instant now);
    }

    private int some(Step step) {
        Viewer job = Viewer.system(Door.JOB, "stale opportunities " + UUID.randomUUID());
        return writes.transactions()
                .write(job, REASON, () -> step.of(job, writes.time().now()).size());
    }

    private List<Stale> warn(Viewer job, Instant now) {
        List<Stale> soon = repository.soon(now, WARNING_DAYS, BATCH);
        todos.raise(job, soon.stream().map(stale -> todo(stale, now)).toList());
        return soon;
    }

    private static Todo todo(Stale stale, Instant now) {
        return new Todo(
                KEY + stale.opportunityId() + ":" + stale.since(),
                Task.Kind.FOLLOWUP,
                stale.ownerId(),
                "商机长期无进展，7 天后将按输单关闭 Will be closed as lost in 7 days: " + stale.name(),
                null,
                RecordType.OPPORTUNITY,
                stale.opportunityId(),
                now.plus(Duration.ofDays(WARNING_DAYS)),
                false);
    }

    /** Only what was warned of a week ago. */
    private List<Stale> close(Viewer job, Instant now) {
        List<Stale> over = repository.over(now, now.minus(Duration.ofDays(WARNING_DAYS)), BATCH);
        for (Stale stale : over) {
            stages.close(
                    job,
                    stale.opportunityId(),
                    stale.version(),
                    new Closing(Category.LOST, null, REASON, null, false, null, null, null));
        }
        return over;
    }
}
