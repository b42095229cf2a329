package headwater.crm.file;

import static headwater.crm.db.crm.Tables.ATTACHMENT;
import static headwater.crm.db.internal.Tables.FILE_CONTENT;

import headwater.crm.db.crm.tables.records.AttachmentRecord;
import headwater.crm.file.Attachment.Tells;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Rows;
import headwater.crm.shared.RecordKey;
import headwater.crm.shared.RecordType;

import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who may see a file is decided by its record, so {@link AttachmentService} asks for that. */
@Repository
class AttachmentRepository {
    private final DSLContext db;
    private final Rows rows;

    AttachmentRepository(DSLContext db) {
        this.db = db;
        this.rows = new Rows(db, ATTACHMENT.ATTACHMENT_ID, "Attachment", Map.of());
    }

    /** Whether or not the viewer may see them; removed ones are left out. */
    List<Attachment> byIds(Viewer viewer, Set<Long> ids) {
        return db.selectFrom(ATTACHMENT)
                .where(ATTACHMENT.ATTACHMENT_ID.in(ids))
                .and(ATTACHMENT.DELETED_AT.isNull())
                .fetch(AttachmentRepository::attachment);
    }

    /** Newest first, whether or not the viewer may see them. */
    List<Attachment> of(Viewer viewer, RecordKey about, int limit) {
        return db.selectFrom(ATTACHMENT)
                .where(ATTACHMENT.ABOUT_OBJECT.eq(about.type().typeName()))
                .and(ATTACHMENT.ABOUT_ID.eq(about.id()))
                .and(ATTACHMENT.DELETED_AT.isNull())
                .orderBy(ATTACHMENT.ATTACHMENT_ID.desc())
                .limit(limit)
                .fetch(AttachmentRepository::attachment);
    }

    byte @Nullable [] content(Viewer viewer, String sha256) {
        return db.select(FILE_CONTENT.CONTENT)
                .from(FILE_CONTENT)
                .where(FILE_CONTENT.SHA256.eq(sha256))
                .fetchOne(FILE_CONTENT.CONTENT);
    }

    /** Files that hold the same are kept once. */
    long insert(Viewer viewer, Attachment attachment, byte[] content, Instant now) {
        db.insertInto(FILE_CONTENT)
                .set(FILE_CONTENT.SHA256, attachment.sha256())
                .set(FILE_CONTENT.CONTENT, content)
                .onConflictDoNothing()
                .execute();
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(ATTACHMENT.ABOUT_OBJECT, attachment.about().type().typeName());
        values.put(ATTACHMENT.ABOUT_ID, attachment.about().id());
        values.put(ATTACHMENT.NAME, attachment.name());
        values.put(ATTACHMENT.MEDIA_TYPE, attachment.mediaType());
        values.put(ATTACHMENT.SIZE_BYTES, attachment.size());
        values.put(ATTACHMENT.SHA256, attachment.sha256());
        values.put(ATTACHMENT.TELLS_FIELDS, attachment.tells().fields().toArray(String[]::new));
        values.put(
                ATTACHMENT.TELLS_RECORDS,
                attachment.tells().records().stream()
                        .map(RecordKey::toString)
                        .toArray(String[]::new));
        return rows.insert(viewer, now, values);
    }

    /** What it held is kept, as its record's history needs it. */
    void markDeleted(Viewer viewer, long id, int expectedVersion, Instant now) {
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(ATTACHMENT.DELETED_AT, now);
        values.put(ATTACHMENT.DELETED_BY, viewer.userId());
        rows.update(viewer, now, id, expectedVersion, ATTACHMENT.DELETED_AT.isNull(), values);
    }

    int count(Viewer viewer, RecordKey about) {
        return db.fetchCount(
                DSL.selectFrom(ATTACHMENT)
                        .where(ATTACHMENT.ABOUT_OBJECT.eq(about.type().typeName()))
                        .and(ATTACHMENT.ABOUT_ID.eq(about.id()))
                        .and(ATTACHMENT.DELETED_AT.isNull()));
    }

    private static Attachment attachment(AttachmentRecord row) {
        return new Attachment(
                row.getAttachmentId(),
                new RecordKey(
                        RecordType.ofTypeName(row.getAboutObject()).orElseThrow(),
                        row.getAboutId()),
                row.getName(),
                row.getMediaType(),
                row.getSizeBytes(),
                row.getSha256(),
                new Tells(
                        List.of(row.getTellsFields()),
                        Arrays.stream(row.getTellsRecords()).map(RecordKey::of).toList()),
                Rows.stamp(row));
    }
}
