package headwater.crm.pool;

import headwater.crm.identity.UserService;
import headwater.crm.permission.Door;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Writes;
import headwater.crm.pool.RecycleRepository.Warning;
import headwater.crm.task.Task;
import headwater.crm.task.Todo;
import headwater.crm.task.Todos;

import org.springframework.stereotype.Service;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Warns owners three days and one day before a record goes to its pool, their superiors one day
 * before. A warning is a to-do, once for each record, due instant and distance.
 */
@Service
public class RecycleWarningService {
    private static final int BATCH = 500;

    private final RecycleRepository repository;
    private final Poolables poolables;
    private final UserService users;
    private final Todos todos;
    private final Writes writes;

    RecycleWarningService(
            RecycleRepository repository,
            Poolables poolables,
            UserService users,
            Todos todos,
            Writes writes) {
        this.repository = repository;
        this.poolables = poolables;
        this.users = users;
        this.todos = todos;
        this.writes = writes;
    }

    /** Until everybody is warned. */
    public void warn() {
        for (Poolable kind : poolables.all()) {
            while (warn(kind) == BATCH) {
                // The next batch is a transaction of its own.
            }
        }
    }

    private int warn(Poolable kind) {
        Viewer job = Viewer.system(Door.JOB, "recycle warnings " + UUID.randomUUID());
        return writes.transactions()
                .write(
                        job,
                        "recycle rules",
                        () -> {
                            List<Warning> warnings =
                                    repository.warn(job, kind.type(), writes.time().now(), BATCH);
                            warnings.forEach(warning -> raise(job, kind, warning));
                            return warnings.size();
                        });
    }

    private void raise(Viewer job, Poolable kind, Warning warning) {
        List<Long> people = new ArrayList<>(List.of(warning.ownerId()));
        Long superior = warning.days() == 1 ? users.superior(job, warning.ownerId()) : null;
        if (superior != null) {
            people.add(superior);
        }
        String name = kind.name(job, warning.id());
        todos.raise(job, people.stream().map(person -> todo(kind, warning, person, name)).toList());
    }

    private static Todo todo(Poolable kind, Warning warning, long person, String name) {
        return new Todo(
                "recycle:%s:%s:%d:%d"
                        .formatted(
                                kind.type().encode(warning.id()),
                                warning.due(),
                                warning.days(),
                                person),
                Task.Kind.RECYCLE,
                person,
                "%d 天内将回收至公海 Goes back to its pool within %d days: %s"
                        .formatted(warning.days(), warning.days(), name),
                null,
                kind.type(),
                warning.id(),
                warning.due(),
                false);
    }
}
