package headwater.crm.document;

import headwater.crm.document.DocumentTemplate.Kind;
import headwater.crm.file.Attachment;
import headwater.crm.file.AttachmentService;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Writes;
import headwater.crm.record.Drafting;
import headwater.crm.record.RecordService;
import headwater.crm.shared.BadInput;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** What documents look like. A file that could not be filled is refused when it is chosen. */
@Service
public class DocumentTemplateService
        extends RecordService<DocumentTemplate, DocumentTemplateDraft> {
    private final DocumentSources sources;
    private final AttachmentService attachments;

    DocumentTemplateService(
            DocumentTemplateRepository repository,
            DocumentSources sources,
            AttachmentService attachments,
            Writes writes) {
        super(RecordType.DOCUMENT_TEMPLATE, DocumentTemplateDraft.class, repository, writes);
        this.sources = sources;
        this.attachments = attachments;
    }

    @Override
    protected DocumentTemplateDraft draftOf(DocumentTemplate template) {
        return new DocumentTemplateDraft(
                template.name(),
                template.recordType(),
                template.language(),
                template.active(),
                template.fileId() == null ? null : RecordType.ATTACHMENT.encode(template.fileId()),
                template.externalId(),
                null);
    }

    @Override
    protected DocumentTemplate drafted(Drafting<DocumentTemplate, DocumentTemplateDraft> drafting) {
        DocumentTemplateDraft draft = drafting.draft();
        Violations violations = drafting.violations();
        Long file = file(drafting.viewer(), draft, violations);
        violations.refuse();
        return new DocumentTemplate(
                drafting.id(),
                draft.name(),
                draft.recordType(),
                draft.language(),
                draft.active() == null || draft.active(),
                file,
                draft.externalId(),
                drafting.stamp());
    }

    private @Nullable Long file(Viewer viewer, DocumentTemplateDraft draft, Violations violations) {
        if (draft.file() == null) {
            return null;
        }
        long id = RecordType.ATTACHMENT.decode(draft.file());
        Attachment file =
                attachments.byIds(viewer, Set.of(id)).stream()
                        .filter(found -> found.about().type() == RecordType.DOCUMENT_TEMPLATE)
                        .findFirst()
                        .orElse(null);
        if (file == null) {
            violations.add(
                    Code.REFERENCE_NOT_FOUND,
                    "There is no file %s of a template; send it by POST /files?record=dtp_1&name=contract.docx first."
                            .formatted(draft.file()),
                    "file");
            return null;
        }
        try {
            WordTemplate.of(
                    attachments.content(viewer, file), sources.of(draft.recordType().type()));
        } catch (BadInput e) {
            violations.add(Code.INVALID, String.valueOf(e.getMessage()), "file");
        }
        return id;
    }

    /** Its Word file. */
    WordTemplate file(Viewer viewer, DocumentTemplate template) {
        Viewer system = viewer.asSystem();
        byte[] file =
                template.fileId() == null
                        ? shipped(template.recordType(), template.language())
                        : attachments.content(system, attachments.get(system, template.fileId()));
        return new WordTemplate(file);
    }

    private static byte[] shipped(Kind kind, Language language) {
        String name = "/documents/%s-%s.docx".formatted(kind, language).toLowerCase(Locale.ROOT);
        try (InputStream in = DocumentTemplateService.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
