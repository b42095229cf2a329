package headwater.crm.document;

import static headwater.crm.db.crm.Tables.DOCUMENT;

import headwater.crm.db.crm.tables.records.DocumentRecord;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Rows;
import headwater.crm.shared.RecordKey;
import headwater.crm.shared.RecordType;

import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who may see a document is decided by its files, so {@link DocumentService} asks for those. */
@Repository
class DocumentRepository {
    private final DSLContext db;
    private final Rows rows;

    DocumentRepository(DSLContext db) {
        this.db = db;
        this.rows = new Rows(db, DOCUMENT.DOCUMENT_ID, "Document", Map.of());
    }

    /** What it was filled with, as JSON, and its digest. */
    record Data(String json, String sha256) {}

    /** Whether or not the viewer may see them. */
    List<Document> byIds(Viewer viewer, Set<Long> ids) {
        return db.selectFrom(DOCUMENT)
                .where(DOCUMENT.DOCUMENT_ID.in(ids))
                .fetch(DocumentRepository::document);
    }

    /** Newest first, whether or not the viewer may see them. */
    List<Document> of(Viewer viewer, RecordKey about, int limit) {
        return db.selectFrom(DOCUMENT)
                .where(DOCUMENT.ABOUT_OBJECT.eq(about.type().typeName()))
                .and(DOCUMENT.ABOUT_ID.eq(about.id()))
                .orderBy(DOCUMENT.DOCUMENT_ID.desc())
                .limit(limit)
                .fetch(DocumentRepository::document);
    }

    /** The one that says the same already; null when there is none. Others wait meanwhile. */
    @Nullable Long same(Viewer viewer, RecordKey about, DocumentTemplate template, Data data) {
        db.fetch("select pg_advisory_xact_lock(hashtextextended(?, 29))", about.toString());
        return db.select(DOCUMENT.DOCUMENT_ID)
                .from(DOCUMENT)
                .where(DOCUMENT.ABOUT_OBJECT.eq(about.type().typeName()))
                .and(DOCUMENT.ABOUT_ID.eq(about.id()))
                .and(DOCUMENT.DOCUMENT_TEMPLATE_ID.eq(template.id()))
                .and(DOCUMENT.TEMPLATE_VERSION.eq(template.version()))
                .and(DOCUMENT.DATA_SHA256.eq(data.sha256()))
                .fetchOne(DOCUMENT.DOCUMENT_ID);
    }

    long insert(Viewer viewer, Document document, Data data, Instant now) {
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(DOCUMENT.ABOUT_OBJECT, document.about().type().typeName());
        values.put(DOCUMENT.ABOUT_ID, document.about().id());
        values.put(DOCUMENT.ABOUT_VERSION, document.aboutVersion());
        values.put(DOCUMENT.DOCUMENT_TEMPLATE_ID, document.templateId());
        values.put(DOCUMENT.TEMPLATE_VERSION, document.templateVersion());
        values.put(DOCUMENT.NUMBER, document.number());
        values.put(DOCUMENT.LANGUAGE, document.language().name());
        values.put(DOCUMENT.DATA, JSONB.valueOf(data.json()));
        values.put(DOCUMENT.DATA_SHA256, data.sha256());
        values.put(DOCUMENT.WORD_ID, document.wordId());
        values.put(DOCUMENT.PDF_ID, document.pdfId());
        return rows.insert(viewer, now, values);
    }

    private static Document document(DocumentRecord row) {
        return new Document(
                row.getDocumentId(),
                new RecordKey(
                        RecordType.ofTypeName(row.getAboutObject()).orElseThrow(),
                        row.getAboutId()),
                row.getAboutVersion(),
                row.getDocumentTemplateId(),
                row.getTemplateVersion(),
                row.getNumber(),
                Language.valueOf(row.getLanguage()),
                row.getWordId(),
                row.getPdfId(),
                Rows.stamp(row));
    }
}
