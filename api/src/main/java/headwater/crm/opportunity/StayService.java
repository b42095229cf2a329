package headwater.crm.opportunity;

import headwater.crm.identity.UserService;
import headwater.crm.permission.Door;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Writes;
import headwater.crm.pipeline.Pipeline;
import headwater.crm.pipeline.PipelineFollower;
import headwater.crm.pipeline.Stage;
import headwater.crm.shared.RecordType;
import headwater.crm.task.Task;
import headwater.crm.task.Todo;
import headwater.crm.task.Todos;

import org.springframework.stereotype.Service;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Tells owners and their superiors of opportunities that stand in a stage for too long: once for
 * each stay, and again every so many days where the stage says so.
 */
@Service
public class StayService implements PipelineFollower {
    private static final int BATCH = 500;

    private final StageStayRepository repository;
    private final UserService users;
    private final Todos todos;
    private final Writes writes;

    StayService(StageStayRepository repository, UserService users, Todos todos, Writes writes) {
        this.repository = repository;
        this.users = users;
        this.todos = todos;
        this.writes = writes;
    }

    @Override
    public void changed(Viewer viewer, Pipeline before, Pipeline after) {
        for (Stage stage : after.stages()) {
            Integer known = before.stage(stage.id()).map(Stage::maxStayDays).orElse(null);
            if (!Objects.equals(known, stage.maxStayDays())) {
                repository.plan(viewer, stage.id(), stage.maxStayDays());
            }
        }
    }

    /** Until nobody is left to be told. */
    public void tell() {
        while (tellSome() == BATCH) {
            // The next batch is a transaction of its own.
        }
    }

    private int tellSome() {
        Viewer job = Viewer.system(Door.JOB, "stay limits " + UUID.randomUUID());
        return writes.transactions()
                .write(
                        job,
                        "stay limits of stages",
                        () -> {
                            Instant now = writes.time().now();
                            List<Stay> due = repository.due(now, BATCH);
                            due.forEach(
                                    stay -> {
                                        todos.raise(job, todos(job, stay, now));
                                        repository.told(job, stay, stay.next(now));
                                    });
                            return due.size();
                        });
    }

    private List<Todo> todos(Viewer job, Stay stay, Instant now) {
        List<Long> people = new ArrayList<>(List.of(stay.ownerId()));
        Long superior = users.superior(job, stay.ownerId());
        if (superior != null) {
            people.add(superior);
        }
        long days = Duration.between(stay.since(), now).toDays();
        String title =
                "商机在「%s」停留已 %d 天 Opportunity has stood in this stage for %d days: %s"
                        .formatted(stay.stage(), days, days, stay.name());
        return people.stream()
                .map(
                        person ->
                                new Todo(
                                        "stay:%d:%s:%d:%d"
                                                .formatted(
                                                        stay.opportunityId(),
                                                        stay.since(),
                                                        stay.times(),
                                                        person),
                                        Task.Kind.STAY_LIMIT,
                                        person,
                                        title,
                                        null,
                                        RecordType.OPPORTUNITY,
                                        stay.opportunityId(),
                                        stay.dueAt(),
                                        false))
                .toList();
    }
}
