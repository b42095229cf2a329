package headwater.crm.document.graphql;

import graphql.schema.DataFetchingEnvironment;

import headwater.crm.document.Document;
import headwater.crm.document.DocumentService;
import headwater.crm.document.DocumentService.Request;
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
class DocumentController {
    private final DocumentService service;

    DocumentController(DocumentService service) {
        this.service = service;
    }

    @QueryMapping
    @Nullable Document document(Viewer viewer, @Argument String id) {
        return service.byIds(viewer, Set.of(RecordType.DOCUMENT.decode(id))).stream()
                .findFirst()
                .orElse(null);
    }

    @QueryMapping
    List<Document> documents(Viewer viewer, @Argument String record) {
        return service.of(viewer, RecordKey.of(record));
    }

    @MutationMapping
    Payload<Document> createDocument(Viewer viewer, @Argument Request input) {
        return Payload.of(() -> service.create(viewer, input));
    }

    @SchemaMapping
    @Nullable CompletableFuture<Object> about(
            Document document, DataFetchingEnvironment environment) {
        return AnyRecord.load(environment, document.about());
    }
}
