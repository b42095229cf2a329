package headwater.crm.task.graphql;

import graphql.schema.DataFetchingEnvironment;

import headwater.crm.graphql.AnyRecord;
import headwater.crm.graphql.Payload;
import headwater.crm.permission.Viewer;
import headwater.crm.shared.RecordType;
import headwater.crm.task.Task;
import headwater.crm.task.TaskService;

import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

import java.util.concurrent.CompletableFuture;

@Controller
class TaskController {
    private final TaskService service;

    TaskController(TaskService service) {
        this.service = service;
    }

    record CloseTaskInput(
            String id, int expectedVersion, Task.Status status, @Nullable String reason) {}

    record ReopenTaskInput(String id, int expectedVersion) {}

    @MutationMapping
    Payload<Task> closeTask(Viewer viewer, @Argument CloseTaskInput input) {
        return Payload.of(
                () ->
                        service.close(
                                viewer,
                                RecordType.TASK.decode(input.id()),
                                input.expectedVersion(),
                                input.status(),
                                input.reason()));
    }

    @MutationMapping
    Payload<Task> reopenTask(Viewer viewer, @Argument ReopenTaskInput input) {
        return Payload.of(
                () ->
                        service.reopen(
                                viewer,
                                RecordType.TASK.decode(input.id()),
                                input.expectedVersion()));
    }

    /** Null for one that the viewer may not see. */
    @SchemaMapping
    @Nullable CompletableFuture<Object> about(Task task, DataFetchingEnvironment environment) {
        return AnyRecord.load(environment, task.about());
    }
}
