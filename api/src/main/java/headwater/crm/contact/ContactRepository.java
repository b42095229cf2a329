package headwater.crm.contact;

import static headwater.crm.db.crm.Tables.CONTACT;

import headwater.crm.contact.Contact.DecisionRole;
import headwater.crm.db.crm.tables.records.ContactRecord;
import headwater.crm.permission.Action;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.KeysetList;
import headwater.crm.persistence.ListFields;
import headwater.crm.persistence.References;
import headwater.crm.persistence.Rows;
import headwater.crm.persistence.TextSearch;
import headwater.crm.shared.Connection;
import headwater.crm.shared.Found;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.SearchText;
import headwater.crm.shared.Violations;

import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

@Repository
class ContactRepository {
    private static final ListFields LIST =
            ListFields.of(RecordType.CONTACT, CONTACT.CONTACT_ID)
                    .text("name", CONTACT.NAME)
                    .text("email", CONTACT.EMAIL)
                    .reference("account", RecordType.ACCOUNT, CONTACT.ACCOUNT_ID)
                    .reference("owner", RecordType.USER, CONTACT.OWNER_ID)
                    .text("externalId", CONTACT.EXTERNAL_ID)
                    .range("createdAt", CONTACT.CREATED_AT)
                    .softDeleted(CONTACT.DELETED_AT)
                    .order("NAME", CONTACT.NAME)
                    .order("CREATED_AT", CONTACT.CREATED_AT);
    private static final References REFERENCES =
            new References(
                    RecordType.CONTACT,
                    CONTACT.CONTACT_ID,
                    CONTACT.EXTERNAL_ID,
                    List.of(CONTACT.NAME));

    private static final TextSearch SEARCH =
            TextSearch.of(RecordType.CONTACT, CONTACT.CONTACT_ID, CONTACT.DELETED_AT.isNull())
                    .in("name", CONTACT.NAME)
                    .in("email", CONTACT.EMAIL)
                    .in("phone", CONTACT.PHONE)
                    .in("title", CONTACT.TITLE);

    private final DSLContext db;
    private final Rows rows;

    ContactRepository(DSLContext db) {
        this.db = db;
        this.rows =
                new Rows(
                        db,
                        CONTACT.CONTACT_ID,
                        RecordType.CONTACT.typeName(),
                        Map.of("contact_external_id", "externalId"));
    }

    Connection<Contact> list(Viewer viewer, ListRequest request) {
        return KeysetList.fetch(
                db,
                CONTACT,
                viewer.scope(RecordType.CONTACT, Action.READ)
                        .parts(CONTACT.CONTACT_ID, CONTACT.OWNER_ID),
                LIST.readableBy(viewer),
                request,
                ContactRepository::contact);
    }

    List<Contact> byIds(Viewer viewer, Set<Long> ids) {
        return db.selectFrom(CONTACT)
                .where(CONTACT.CONTACT_ID.in(ids))
                .and(readable(viewer))
                .fetch(ContactRepository::contact);
    }

    @Nullable Long find(Viewer viewer, RecordRef ref, Violations violations, String... field) {
        return REFERENCES.find(
                db, readable(viewer).and(CONTACT.DELETED_AT.isNull()), ref, violations, field);
    }

    List<Found> search(Viewer viewer, SearchText text, int limit) {
        return SEARCH.find(db, viewer, readable(viewer), text, limit);
    }

    @Nullable Long owner(Viewer viewer, Action action, long id) {
        return db.select(CONTACT.OWNER_ID)
                .from(CONTACT)
                .where(CONTACT.CONTACT_ID.eq(id))
                .and(may(viewer, action))
                .fetchOne(CONTACT.OWNER_ID);
    }

    List<Long> ofAccount(Viewer viewer, long accountId, long ownerId) {
        return db.select(CONTACT.CONTACT_ID)
                .from(CONTACT)
                .where(CONTACT.ACCOUNT_ID.eq(accountId))
                .and(CONTACT.OWNER_ID.eq(ownerId))
                .and(CONTACT.DELETED_AT.isNull())
                .and(may(viewer, Action.TRANSFER))
                .orderBy(CONTACT.CONTACT_ID)
                .fetch(CONTACT.CONTACT_ID);
    }

    Map<String, Long> byExternalIds(Viewer viewer, List<String> externalIds) {
        return rows.byExternalIds(externalIds, readable(viewer));
    }

    long insert(
            Viewer viewer,
            ContactDraft draft,
            long ownerId,
            @Nullable Long accountId,
            Instant now) {
        Map<Field<?>, @Nullable Object> values = values(draft, ownerId, accountId);
        values.put(CONTACT.EXTERNAL_ID, draft.externalId());
        if (draft.createdAt() != null) {
            values.put(CONTACT.CREATED_AT, draft.createdAt());
        }
        return rows.insert(viewer, now, values);
    }

    void update(
            Viewer viewer,
            long id,
            int expectedVersion,
            ContactDraft draft,
            long ownerId,
            @Nullable Long accountId,
            Instant now) {
        rows.update(
                viewer,
                now,
                id,
                expectedVersion,
                may(viewer, Action.UPDATE).and(CONTACT.DELETED_AT.isNull()),
                values(draft, ownerId, accountId));
    }

    /**
     * @param deletedAt null brings the contact back
     */
    void markDeleted(
            Viewer viewer, long id, int expectedVersion, @Nullable Instant deletedAt, Instant now) {
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(CONTACT.DELETED_AT, deletedAt);
        values.put(CONTACT.DELETED_BY, deletedAt == null ? null : viewer.userId());
        rows.update(viewer, now, id, expectedVersion, may(viewer, Action.DELETE), values);
    }

    private static Condition readable(Viewer viewer) {
        return may(viewer, Action.READ);
    }

    private static Condition may(Viewer viewer, Action action) {
        return viewer.scope(RecordType.CONTACT, action).of(CONTACT.CONTACT_ID, CONTACT.OWNER_ID);
    }

    private static Map<Field<?>, @Nullable Object> values(
            ContactDraft draft, long ownerId, @Nullable Long accountId) {
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(CONTACT.NAME, draft.name());
        values.put(CONTACT.TITLE, draft.title());
        values.put(CONTACT.EMAIL, draft.email());
        values.put(CONTACT.PHONE, draft.phone());
        values.put(
                CONTACT.DECISION_ROLE,
                draft.decisionRole() == null ? null : draft.decisionRole().name());
        values.put(CONTACT.OWNER_ID, ownerId);
        values.put(CONTACT.ACCOUNT_ID, accountId);
        return values;
    }

    private static Contact contact(ContactRecord row) {
        return new Contact(
                row.getContactId(),
                row.getName(),
                row.getTitle(),
                row.getEmail(),
                row.getPhone(),
                row.getDecisionRole() == null ? null : DecisionRole.valueOf(row.getDecisionRole()),
                row.getAccountId(),
                row.getOwnerId(),
                row.getExternalId(),
                Rows.stamp(row));
    }
}
