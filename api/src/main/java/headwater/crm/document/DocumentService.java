package headwater.crm.document;

import headwater.crm.document.DocumentRepository.Data;
import headwater.crm.document.DocumentSource.Content;
import headwater.crm.file.Attachment.Tells;
import headwater.crm.file.AttachmentDraft;
import headwater.crm.file.AttachmentService;
import headwater.crm.permission.Action;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Writes;
import headwater.crm.record.RecordLoader;
import headwater.crm.shared.NotFound;
import headwater.crm.shared.RecordKey;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Stamp;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Makes documents of records. A document is seen by whoever may see all that it was made of, as its
 * files are.
 */
@Service
public class DocumentService implements RecordLoader<Document> {
    /** Of one record. */
    static final int MOST = 100;

    private static final String WORD =
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private static final JsonMapper JSON = new JsonMapper();

    private final DocumentRepository repository;
    private final DocumentTemplateService templates;
    private final DocumentSources sources;
    private final AttachmentService attachments;
    private final Writes writes;

    /** Of which record, by which template. */
    public record Request(String record, RecordRef template, @Nullable String idempotencyKey) {}

    DocumentService(
            DocumentRepository repository,
            DocumentTemplateService templates,
            DocumentSources sources,
            AttachmentService attachments,
            Writes writes) {
        this.repository = repository;
        this.templates = templates;
        this.sources = sources;
        this.attachments = attachments;
        this.writes = writes;
    }

    @Override
    public RecordType type() {
        return RecordType.DOCUMENT;
    }

    @Override
    public List<Document> byIds(Viewer viewer, Set<Long> ids) {
        return visible(viewer, repository.byIds(viewer, ids));
    }

    /** The newest 100, newest first; none of a record that the viewer may not see. */
    public List<Document> of(Viewer viewer, RecordKey about) {
        return visible(viewer, repository.of(viewer, about, MOST));
    }

    /** The document that says what the record says now; made unless it is there already. */
    public Document create(Viewer viewer, Request request) {
        return writes.transactions()
                .write(
                        viewer,
                        () ->
                                get(
                                        viewer,
                                        writes.idempotency()
                                                .once(
                                                        viewer,
                                                        request.idempotencyKey(),
                                                        "createDocument",
                                                        request,
                                                        () -> make(viewer, request))));
    }

    private long make(Viewer viewer, Request request) {
        RecordKey about = RecordKey.of(request.record());
        viewer.require(about.type(), Action.READ);
        var violations = new Violations();
        Long id = templates.find(viewer, request.template(), violations, "template");
        violations.refuse();
        DocumentTemplate template = templates.get(viewer, Violations.present(id));
        if (template.recordType().type() != about.type()) {
            violations.add(
                    Code.INVALID,
                    "The template \"%s\" is for records of type %s."
                            .formatted(template.name(), template.recordType().type().typeName()),
                    "template");
        }
        violations.refuse();
        DocumentSource source = sources.of(about.type());
        for (String field : source.fields()) {
            int dot = field.indexOf('.');
            viewer.requireReadable(
                    RecordType.ofTypeName(field.substring(0, dot)).orElseThrow(),
                    field.substring(dot + 1));
        }
        Content content = source.content(viewer, about.id(), template.language());
        Data data = data(content);
        Long same = repository.same(viewer, about, template, data);
        return same == null ? insert(viewer, about, template, content, data) : same;
    }

    private long insert(
            Viewer viewer, RecordKey about, DocumentTemplate template, Content content, Data data) {
        byte[] word = templates.file(viewer, template).filled(content);
        var tells = new Tells(sources.of(about.type()).fields(), content.records());
        String name = content.number() + " " + template.name();
        Instant now = writes.time().now();
        return repository.insert(
                viewer,
                new Document(
                        0,
                        about,
                        content.version(),
                        template.id(),
                        template.version(),
                        content.number(),
                        template.language(),
                        keep(viewer, new AttachmentDraft(about, name + ".docx", WORD, word), tells),
                        keep(
                                viewer,
                                new AttachmentDraft(
                                        about, name + ".pdf", "application/pdf", Pdf.of(word)),
                                tells),
                        Stamp.fresh(now, now, viewer.userId())),
                data,
                now);
    }

    private long keep(Viewer viewer, AttachmentDraft file, Tells tells) {
        return attachments.keep(viewer, file, tells);
    }

    /** In one order, so that the same values have the same digest. */
    private static Data data(Content content) {
        Map<String, Object> ordered = new TreeMap<>(content.texts());
        content.tables()
                .forEach(
                        (table, rows) ->
                                ordered.put(
                                        table,
                                        rows.stream().map(row -> new TreeMap<>(row)).toList()));
        String json = JSON.writeValueAsString(ordered);
        return new Data(json, AttachmentService.sha256(json.getBytes(StandardCharsets.UTF_8)));
    }

    private Document get(Viewer viewer, long id) {
        return byIds(viewer, Set.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound(type().encode(id)));
    }

    private List<Document> visible(Viewer viewer, List<Document> documents) {
        Set<Long> files = new HashSet<>();
        documents.forEach(document -> files.add(document.pdfId()));
        Set<Long> seen =
                attachments.byIds(viewer, files).stream()
                        .map(file -> file.id())
                        .collect(Collectors.toSet());
        return documents.stream().filter(document -> seen.contains(document.pdfId())).toList();
    }
}
