package headwater.crm.document;

import static headwater.crm.db.crm.Tables.DOCUMENT_TEMPLATE;

import headwater.crm.db.crm.tables.records.DocumentTemplateRecord;
import headwater.crm.document.DocumentTemplate.Kind;
import headwater.crm.persistence.ListFields;
import headwater.crm.persistence.RecordRepository;
import headwater.crm.persistence.RecordTable;
import headwater.crm.persistence.Rows;
import headwater.crm.shared.RecordType;

import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.util.HashMap;
import java.util.Map;

@Repository
class DocumentTemplateRepository
        extends RecordRepository<DocumentTemplateRecord, DocumentTemplate> {
    private static final RecordTable<DocumentTemplateRecord> TABLE =
            RecordTable.everybodys(
                            RecordType.DOCUMENT_TEMPLATE,
                            DOCUMENT_TEMPLATE.DOCUMENT_TEMPLATE_ID,
                            ListFields.of(
                                            RecordType.DOCUMENT_TEMPLATE,
                                            DOCUMENT_TEMPLATE.DOCUMENT_TEMPLATE_ID)
                                    .text("name", DOCUMENT_TEMPLATE.NAME)
                                    .text("recordType", DOCUMENT_TEMPLATE.RECORD_TYPE)
                                    .text("language", DOCUMENT_TEMPLATE.LANGUAGE)
                                    .flag("active", DOCUMENT_TEMPLATE.ACTIVE)
                                    .text("externalId", DOCUMENT_TEMPLATE.EXTERNAL_ID)
                                    .range("createdAt", DOCUMENT_TEMPLATE.CREATED_AT)
                                    .softDeleted(DOCUMENT_TEMPLATE.DELETED_AT)
                                    .order("NAME", DOCUMENT_TEMPLATE.NAME)
                                    .order("CREATED_AT", DOCUMENT_TEMPLATE.CREATED_AT))
                    .named(DOCUMENT_TEMPLATE.NAME)
                    .unique(
                            Map.of(
                                    "document_template_name",
                                    "name",
                                    "document_template_external_id",
                                    "externalId"));

    DocumentTemplateRepository(DSLContext db) {
        super(db, TABLE);
    }

    @Override
    protected Condition offered() {
        return alive().and(DOCUMENT_TEMPLATE.ACTIVE.isTrue());
    }

    @Override
    protected Map<Field<?>, @Nullable Object> values(DocumentTemplate template) {
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(DOCUMENT_TEMPLATE.NAME, template.name());
        values.put(DOCUMENT_TEMPLATE.RECORD_TYPE, template.recordType().name());
        values.put(DOCUMENT_TEMPLATE.LANGUAGE, template.language().name());
        values.put(DOCUMENT_TEMPLATE.ACTIVE, template.active());
        values.put(DOCUMENT_TEMPLATE.FILE_ID, template.fileId());
        values.put(DOCUMENT_TEMPLATE.EXTERNAL_ID, template.externalId());
        return values;
    }

    @Override
    protected DocumentTemplate record(DocumentTemplateRecord row) {
        return new DocumentTemplate(
                row.getDocumentTemplateId(),
                row.getName(),
                Kind.valueOf(row.getRecordType()),
                Language.valueOf(row.getLanguage()),
                row.getActive(),
                row.getFileId(),
                row.getExternalId(),
                Rows.stamp(row));
    }
}
