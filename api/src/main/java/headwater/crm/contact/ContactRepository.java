package headwater.crm.contact;

import static headwater.crm.db.crm.Tables.CONTACT;

import headwater.crm.contact.Contact.DecisionRole;
import headwater.crm.db.crm.tables.records.ContactRecord;
import headwater.crm.permission.Action;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.ListFields;
import headwater.crm.persistence.RecordRepository;
import headwater.crm.persistence.RecordTable;
import headwater.crm.persistence.Rows;
import headwater.crm.persistence.TextSearch;
import headwater.crm.shared.RecordType;

import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

@Repository
class ContactRepository extends RecordRepository<ContactRecord, Contact> {
    private static final RecordTable<ContactRecord> TABLE =
            RecordTable.owned(
                            RecordType.CONTACT,
                            CONTACT.CONTACT_ID,
                            CONTACT.OWNER_ID,
                            ListFields.of(RecordType.CONTACT, CONTACT.CONTACT_ID)
                                    .text("name", CONTACT.NAME)
                                    .text("email", CONTACT.EMAIL)
                                    .reference("account", RecordType.ACCOUNT, CONTACT.ACCOUNT_ID)
                                    .reference("owner", RecordType.USER, CONTACT.OWNER_ID)
                                    .text("externalId", CONTACT.EXTERNAL_ID)
                                    .range("createdAt", CONTACT.CREATED_AT)
                                    .softDeleted(CONTACT.DELETED_AT)
                                    .order("NAME", CONTACT.NAME)
                                    .order("CREATED_AT", CONTACT.CREATED_AT))
                    .named(CONTACT.NAME)
                    .searched(
                            TextSearch.of(
                                            RecordType.CONTACT,
                                            CONTACT.CONTACT_ID,
                                            CONTACT.DELETED_AT.isNull())
                                    .in("name", CONTACT.NAME)
                                    .in("email", CONTACT.EMAIL)
                                    .in("phone", CONTACT.PHONE)
                                    .in("title", CONTACT.TITLE))
                    .unique(Map.of("contact_external_id", "externalId"));

    ContactRepository(DSLContext db) {
        super(db, TABLE);
    }

    List<Long> ofAccount(Viewer viewer, long accountId, long ownerId) {
        return db.select(CONTACT.CONTACT_ID)
                .from(CONTACT)
                .where(CONTACT.ACCOUNT_ID.eq(accountId))
                .and(CONTACT.OWNER_ID.eq(ownerId))
                .and(alive())
                .and(may(viewer, Action.TRANSFER))
                .orderBy(CONTACT.CONTACT_ID)
                .fetch(CONTACT.CONTACT_ID);
    }

    /**
     * All contacts of a customer go with him: to nobody, and of those that are nobody's, to one.
     */
    void held(Viewer viewer, long accountId, @Nullable Long ownerId, Instant now) {
        db.update(CONTACT)
                .set(CONTACT.OWNER_ID, ownerId)
                .set(CONTACT.VERSION, CONTACT.VERSION.plus(1))
                .set(CONTACT.UPDATED_AT, now)
                .set(CONTACT.UPDATED_BY, viewer.userId())
                .where(CONTACT.ACCOUNT_ID.eq(accountId))
                .and(ownerId == null ? CONTACT.OWNER_ID.isNotNull() : CONTACT.OWNER_ID.isNull())
                .execute();
    }

    @Override
    protected Map<Field<?>, @Nullable Object> values(Contact contact) {
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.putAll(ContactDuplicateRepository.keys(contact.phone(), contact.email()));
        values.put(CONTACT.NAME, contact.name());
        values.put(CONTACT.TITLE, contact.title());
        values.put(CONTACT.EMAIL, contact.email());
        values.put(CONTACT.PHONE, contact.phone());
        values.put(
                CONTACT.DECISION_ROLE,
                contact.decisionRole() == null ? null : contact.decisionRole().name());
        values.put(CONTACT.ACCOUNT_ID, contact.accountId());
        values.put(CONTACT.OWNER_ID, contact.ownerId());
        values.put(CONTACT.EXTERNAL_ID, contact.externalId());
        return values;
    }

    @Override
    protected Contact record(ContactRecord row) {
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
