package headwater.crm.file.graphql;

import graphql.schema.DataFetchingEnvironment;

import headwater.crm.file.Attachment;
import headwater.crm.file.AttachmentService;
import headwater.crm.graphql.AnyRecord;
import headwater.crm.graphql.Payload;
import headwater.crm.permission.Viewer;
import headwater.crm.shared.RecordKey;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

@Controller
class AttachmentController {
    private final AttachmentService service;

    AttachmentController(AttachmentService service) {
        this.service = service;
    }

    record DeleteAttachmentInput(String id, int expectedVersion) {}

    @QueryMapping
    @Nullable Attachment attachment(Viewer viewer, @Argument String id) {
        return service.byIds(viewer, Set.of(RecordType.ATTACHMENT.decode(id))).stream()
                .findFirst()
                .orElse(null);
    }

    @QueryMapping
    List<Attachment> attachments(Viewer viewer, @Argument String record) {
        return service.of(viewer, RecordKey.of(record));
    }

    @MutationMapping
    Payload<Attachment> deleteAttachment(Viewer viewer, @Argument DeleteAttachmentInput input) {
        return Payload.of(
                () ->
                        service.delete(
                                viewer,
                                RecordType.ATTACHMENT.decode(input.id()),
                                input.expectedVersion()));
    }

    @SchemaMapping
    String path(Attachment attachment) {
        return FileController.path(attachment.id());
    }

    @SchemaMapping
    @Nullable CompletableFuture<Object> about(
            Attachment attachment, DataFetchingEnvironment environment) {
        return AnyRecord.load(environment, attachment.about());
    }
}
