package headwater.crm.contact;

import static headwater.crm.db.crm.Tables.CONTACT;

import headwater.crm.duplicate.DuplicateKeys;
import headwater.crm.duplicate.Match;
import headwater.crm.duplicate.Probe;
import headwater.crm.permission.Action;
import headwater.crm.permission.SystemAccess;
import headwater.crm.permission.Viewer;
import headwater.crm.shared.RecordType;

import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares contacts by telephone and mail address. */
@Repository
class ContactDuplicateRepository {
    private final DSLContext db;

    ContactDuplicateRepository(DSLContext db) {
        this.db = db;
    }

    /** The columns of the keys, from what is written in the others. */
    @SystemAccess("reads nothing")
    static Map<Field<?>, @Nullable Object> keys(@Nullable String phone, @Nullable String email) {
        DuplicateKeys keys = DuplicateKeys.of(null, null, phone, email);
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(CONTACT.PHONE_KEY, keys.phone());
        values.put(CONTACT.EMAIL_KEY, keys.email());
        values.put(CONTACT.KEY_VERSION, (short) DuplicateKeys.VERSION);
        return values;
    }

    List<Match> matches(Viewer viewer, Probe probe, int limit) {
        DuplicateKeys keys = probe.keys();
        Field<Boolean> readable =
                DSL.field(
                        DSL.trueCondition()
                                .and(
                                        viewer.scope(RecordType.CONTACT, Action.READ)
                                                .of(CONTACT.CONTACT_ID, CONTACT.OWNER_ID)));
        return db.select(
                        CONTACT.CONTACT_ID,
                        CONTACT.NAME,
                        CONTACT.OWNER_ID,
                        CONTACT.ACCOUNT_ID,
                        CONTACT.PHONE_KEY,
                        CONTACT.EMAIL_KEY,
                        readable)
                .from(CONTACT)
                .where(agrees(keys))
                .and(CONTACT.DELETED_AT.isNull())
                .and(others(probe))
                .orderBy(CONTACT.CONTACT_ID)
                .limit(limit)
                .fetch(
                        row ->
                                new Match(
                                        RecordType.CONTACT,
                                        row.get(CONTACT.CONTACT_ID),
                                        row.get(CONTACT.NAME),
                                        row.get(CONTACT.OWNER_ID),
                                        row.get(CONTACT.ACCOUNT_ID),
                                        row.get(readable),
                                        new DuplicateKeys(
                                                null,
                                                null,
                                                null,
                                                row.get(CONTACT.PHONE_KEY),
                                                row.get(CONTACT.EMAIL_KEY))));
    }

    private static Condition agrees(DuplicateKeys keys) {
        Condition agrees = DSL.noCondition();
        if (keys.phone() != null) {
            agrees = agrees.or(CONTACT.PHONE_KEY.eq(keys.phone()));
        }
        return keys.email() == null ? agrees : agrees.or(CONTACT.EMAIL_KEY.eq(keys.email()));
    }

    /** An account's own people may have its telephone number. */
    private static Condition others(Probe probe) {
        return probe.type() == RecordType.CONTACT
                ? CONTACT.CONTACT_ID.ne(probe.id())
                : CONTACT.ACCOUNT_ID.isDistinctFrom(probe.accountId());
    }

    @SystemAccess("keys are made for all records alike")
    int fill(int limit) {
        var rows =
                db.select(CONTACT.CONTACT_ID, CONTACT.PHONE, CONTACT.EMAIL)
                        .from(CONTACT)
                        .where(CONTACT.KEY_VERSION.lt((short) DuplicateKeys.VERSION))
                        .limit(limit)
                        .forUpdate()
                        .skipLocked()
                        .fetch();
        db.batch(
                        rows.stream()
                                .map(
                                        row ->
                                                db.update(CONTACT)
                                                        .set(
                                                                keys(
                                                                        row.get(CONTACT.PHONE),
                                                                        row.get(CONTACT.EMAIL)))
                                                        .where(
                                                                CONTACT.CONTACT_ID.eq(
                                                                        row.get(
                                                                                CONTACT.CONTACT_ID))))
                                .toList())
                .execute();
        return rows.size();
    }
}
