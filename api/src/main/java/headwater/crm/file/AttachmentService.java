package headwater.crm.file;

import headwater.crm.file.Attachment.Tells;
import headwater.crm.permission.Action;
import headwater.crm.permission.FieldLevel;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Writes;
import headwater.crm.record.RecordLoader;
import headwater.crm.record.Records;
import headwater.crm.shared.Forbidden;
import headwater.crm.shared.Identified;
import headwater.crm.shared.NotFound;
import headwater.crm.shared.RecordKey;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Stamp;
import headwater.crm.shared.Stamped;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;
import headwater.crm.sharing.Shareables;

import org.springframework.stereotype.Service;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Files of records, seen and changed with their records' permission. */
@Service
public class AttachmentService implements RecordLoader<Attachment> {
    /** Of one record. */
    static final int MOST = 200;

    private final AttachmentRepository repository;
    private final Records records;
    private final Shareables owned;
    private final Writes writes;

    AttachmentService(
            AttachmentRepository repository, Records records, Shareables owned, Writes writes) {
        this.repository = repository;
        this.records = records;
        this.owned = owned;
        this.writes = writes;
    }

    @Override
    public RecordType type() {
        return RecordType.ATTACHMENT;
    }

    /** One statement, and one for each kind of record that they belong to. */
    @Override
    public List<Attachment> byIds(Viewer viewer, Set<Long> ids) {
        return visible(viewer, repository.byIds(viewer, ids));
    }

    /** Newest first; none of a record that the viewer may not see. */
    public List<Attachment> of(Viewer viewer, RecordKey about) {
        return visible(viewer, repository.of(viewer, about, MOST));
    }

    /**
     * What a file holds.
     *
     * @throws NotFound if there is no such file, or the viewer may not see it
     */
    public byte[] content(Viewer viewer, Attachment attachment) {
        byte[] content = repository.content(viewer, get(viewer, attachment.id()).sha256());
        if (content == null) {
            throw new IllegalStateException("the content of a file is gone");
        }
        return content;
    }

    /**
     * @throws NotFound if there is no such file, or the viewer may not see it
     */
    public Attachment get(Viewer viewer, long id) {
        return byIds(viewer, Set.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound(type().encode(id)));
    }

    /** Adds a file to a record that the viewer may change, or to what he has written down. */
    public Attachment add(Viewer viewer, AttachmentDraft draft) {
        return writes.transactions()
                .write(
                        viewer,
                        () -> {
                            requireChange(viewer, draft.about());
                            var violations = new Violations();
                            draft.validate(violations);
                            if (repository.count(viewer, draft.about()) >= MOST) {
                                violations.add(
                                        Code.INVALID,
                                        "A record has at most %d files.".formatted(MOST),
                                        "about");
                            }
                            violations.refuse();
                            return get(viewer, insert(viewer, draft, Tells.NOTHING));
                        });
    }

    /**
     * Keeps a file that was made of records, whoever asked for it. Within a transaction.
     *
     * @param tells what it was made of
     */
    public long keep(Viewer viewer, AttachmentDraft draft, Tells tells) {
        return insert(viewer, draft, tells);
    }

    /** Takes a file off its record. */
    public Attachment delete(Viewer viewer, long id, int expectedVersion) {
        return writes.transactions()
                .write(
                        viewer,
                        () -> {
                            Attachment before = get(viewer, id);
                            requireChange(viewer, before.about());
                            var violations = new Violations();
                            if (before.isProduced()) {
                                violations.add(
                                        Code.WRONG_STATE,
                                        "What was made of a record is kept with it.",
                                        "id");
                            }
                            violations.refuse();
                            repository.markDeleted(
                                    viewer, id, expectedVersion, writes.time().now());
                            return before;
                        });
    }

    private long insert(Viewer viewer, AttachmentDraft draft, Tells tells) {
        Instant now = writes.time().now();
        return repository.insert(
                viewer,
                new Attachment(
                        0,
                        draft.about(),
                        draft.name(),
                        draft.mediaType(),
                        draft.content().length,
                        sha256(draft.content()),
                        tells,
                        Stamp.fresh(now, now, viewer.userId())),
                draft.content(),
                now);
    }

    private void requireChange(Viewer viewer, RecordKey about) {
        Identified record = records.find(viewer, about);
        if (record == null) {
            throw new NotFound(about.toString());
        }
        if (isOwnNote(viewer, about.type(), record)) {
            return;
        }
        viewer.require(about.type(), Action.UPDATE);
        if (about.type().isOwned()
                && owned.of(about.toString()).owner(viewer, Action.UPDATE, about.id()) == null) {
            throw new Forbidden("Your roles do not let you change this record.");
        }
    }

    /** What happened with a customer nobody rewrites; who wrote it down may show what he means. */
    private static boolean isOwnNote(Viewer viewer, RecordType type, Identified record) {
        return type == RecordType.INTERACTION
                && viewer.userId() != null
                && record instanceof Stamped written
                && viewer.userId().equals(written.createdById());
    }

    private List<Attachment> visible(Viewer viewer, List<Attachment> attachments) {
        Set<RecordKey> seen =
                records.visible(
                        viewer,
                        attachments.stream()
                                .flatMap(AttachmentService::needs)
                                .collect(Collectors.toSet()));
        return attachments.stream()
                .filter(attachment -> needs(attachment).allMatch(seen::contains))
                .filter(attachment -> mayRead(viewer, attachment.tells().fields()))
                .toList();
    }

    private static Stream<RecordKey> needs(Attachment attachment) {
        return Stream.concat(Stream.of(attachment.about()), attachment.tells().records().stream());
    }

    private static boolean mayRead(Viewer viewer, List<String> fields) {
        return fields.stream()
                .allMatch(field -> viewer.fields().of(field).includes(FieldLevel.READ));
    }

    /** 64 hexadecimal digits. */
    public static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
