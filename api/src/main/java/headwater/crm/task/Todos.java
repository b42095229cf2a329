package headwater.crm.task;

import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Writes;
import headwater.crm.record.OfCustomer;
import headwater.crm.record.Records;
import headwater.crm.shared.RecordKey;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * To-dos that rules raise and close, in the transaction of what brought them about; whoever brought
 * it about need not see them.
 */
@Component
public class Todos {
    private final TaskRepository repository;
    private final Records records;
    private final Writes writes;

    Todos(TaskRepository repository, Records records, Writes writes) {
        this.repository = repository;
        this.records = records;
        this.writes = writes;
    }

    /** Makes those whose keys are not known yet. */
    public void raise(Viewer viewer, List<Todo> todos) {
        writes.transactions()
                .write(
                        viewer,
                        () -> {
                            todos.stream()
                                    .collect(Collectors.groupingBy(Todo::subject))
                                    .forEach((about, each) -> raise(viewer, about, each));
                            return todos;
                        });
    }

    private void raise(Viewer viewer, RecordKey about, List<Todo> todos) {
        repository.raise(viewer, todos, customer(viewer, about), writes.time().now());
    }

    private @Nullable Long customer(Viewer viewer, RecordKey about) {
        return records.find(viewer.asSystem(), about) instanceof OfCustomer record
                ? record.customerId()
                : null;
    }

    /**
     * Makes those whose keys are not known yet, and opens those again that were cancelled; what was
     * done or waived stays so.
     */
    public void raiseAgain(Viewer viewer, List<Todo> todos) {
        writes.transactions()
                .write(
                        viewer,
                        () -> {
                            repository.reopen(
                                    viewer,
                                    todos.stream().map(Todo::key).toList(),
                                    writes.time().now());
                            raise(viewer, todos);
                            return todos;
                        });
    }

    /** Closes the open ones of some kinds about a record, whosever they are. */
    public void close(
            Viewer viewer,
            RecordType about,
            long recordId,
            Set<Task.Kind> kinds,
            Task.Status as,
            String reason) {
        repository.closeAll(
                viewer, new RecordKey(about, recordId), kinds, as, reason, writes.time().now());
    }

    /** Closes the open ones about a record whose keys begin so, whosever they are. */
    public void closeKeyed(
            Viewer viewer,
            RecordType about,
            long recordId,
            String start,
            Task.Status as,
            String reason) {
        repository.closeKeyed(
                viewer, new RecordKey(about, recordId), start, as, reason, writes.time().now());
    }

    /** A fact has got an open one done, whosever it is. */
    public void done(Viewer viewer, long taskId, String fact) {
        repository.done(viewer, taskId, fact, writes.time().now());
    }

    /** Gives the open ones of a kind about a record from one person to another. */
    public void handOver(
            Viewer viewer, RecordType about, long recordId, Task.Kind kind, long from, long to) {
        repository.handOver(
                viewer, new RecordKey(about, recordId), kind, from, to, writes.time().now());
    }

    /** The open ones about a record, whosever they are: the longest due first. */
    public List<Task> open(Viewer viewer, RecordType about, long recordId) {
        return repository.open(viewer, new RecordKey(about, recordId));
    }
}
