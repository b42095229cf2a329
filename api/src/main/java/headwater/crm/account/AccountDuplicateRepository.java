package headwater.crm.account;

import static headwater.crm.db.crm.Tables.ACCOUNT;

import headwater.crm.duplicate.ContactKey;
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
import java.util.Objects;

/** Compares accounts by code, name and telephone. */
@Repository
class AccountDuplicateRepository {
    private final DSLContext db;

    AccountDuplicateRepository(DSLContext db) {
        this.db = db;
    }

    /** The columns of the keys, from what is written in the others. */
    @SystemAccess("reads nothing")
    static Map<Field<?>, @Nullable Object> keys(
            String name, @Nullable String phone, @Nullable String website) {
        DuplicateKeys keys = DuplicateKeys.of(null, name, phone, null);
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(ACCOUNT.NAME_KEY, keys.name());
        values.put(ACCOUNT.FUZZY_NAME_KEY, keys.fuzzyName());
        values.put(ACCOUNT.PHONE_KEY, keys.phone());
        values.put(ACCOUNT.DOMAIN_KEY, ContactKey.domain(website));
        values.put(ACCOUNT.KEY_VERSION, (short) DuplicateKeys.VERSION);
        return values;
    }

    List<Match> matches(Viewer viewer, Probe probe, int limit) {
        DuplicateKeys keys = probe.keys();
        Field<Boolean> readable =
                DSL.field(
                        DSL.trueCondition()
                                .and(
                                        viewer.scope(RecordType.ACCOUNT, Action.READ)
                                                .of(ACCOUNT.ACCOUNT_ID, ACCOUNT.OWNER_ID)));
        return db.select(
                        ACCOUNT.ACCOUNT_ID,
                        ACCOUNT.NAME,
                        ACCOUNT.OWNER_ID,
                        ACCOUNT.USCC,
                        ACCOUNT.NAME_KEY,
                        ACCOUNT.PHONE_KEY,
                        readable)
                .from(ACCOUNT)
                .where(agrees(keys))
                .and(ACCOUNT.DELETED_AT.isNull())
                .and(ACCOUNT.ACCOUNT_ID.ne(Objects.requireNonNullElse(probe.accountId(), 0L)))
                .orderBy(
                        DSL.field(ACCOUNT.USCC.isNotDistinctFrom(keys.uscc())).desc(),
                        DSL.field(ACCOUNT.NAME_KEY.isNotDistinctFrom(keys.name())).desc(),
                        ACCOUNT.ACCOUNT_ID)
                .limit(limit)
                .fetch(
                        row ->
                                new Match(
                                        RecordType.ACCOUNT,
                                        row.get(ACCOUNT.ACCOUNT_ID),
                                        row.get(ACCOUNT.NAME),
                                        row.get(ACCOUNT.OWNER_ID),
                                        row.get(ACCOUNT.ACCOUNT_ID),
                                        row.get(readable),
                                        new DuplicateKeys(
                                                row.get(ACCOUNT.USCC),
                                                row.get(ACCOUNT.NAME_KEY),
                                                null,
                                                row.get(ACCOUNT.PHONE_KEY),
                                                null)));
    }

    private static Condition agrees(DuplicateKeys keys) {
        Condition agrees = DSL.noCondition();
        if (keys.uscc() != null) {
            agrees = agrees.or(ACCOUNT.USCC.eq(keys.uscc()));
        }
        if (keys.name() != null && keys.fuzzyName() != null) {
            agrees = agrees.or(ACCOUNT.NAME_KEY.eq(keys.name())).or(alike(keys.fuzzyName()));
        }
        return keys.phone() == null ? agrees : agrees.or(ACCOUNT.PHONE_KEY.eq(keys.phone()));
    }

    /** Digits tell apart what is named by number: 第111工厂 and 第1111工厂 have the same trigrams. */
    private static Condition alike(String fuzzyName) {
        return DSL.condition(
                "{0} operator(public.%) {1} and regexp_replace({0}, '[^0-9]', '', 'g') = {2}",
                ACCOUNT.FUZZY_NAME_KEY,
                DSL.val(fuzzyName),
                DSL.val(fuzzyName.replaceAll("[^0-9]", "")));
    }

    @SystemAccess("keys are made for all records alike")
    int fill(int limit) {
        var rows =
                db.select(ACCOUNT.ACCOUNT_ID, ACCOUNT.NAME, ACCOUNT.PHONE, ACCOUNT.WEBSITE)
                        .from(ACCOUNT)
                        .where(ACCOUNT.KEY_VERSION.lt((short) DuplicateKeys.VERSION))
                        .limit(limit)
                        .forUpdate()
                        .skipLocked()
                        .fetch();
        db.batch(
                        rows.stream()
                                .map(
                                        row ->
                                                db.update(ACCOUNT)
                                                        .set(
                                                                keys(
                                                                        row.get(ACCOUNT.NAME),
                                                                        row.get(ACCOUNT.PHONE),
                                                                        row.get(ACCOUNT.WEBSITE)))
                                                        .where(
                                                                ACCOUNT.ACCOUNT_ID.eq(
                                                                        row.get(
                                                                                ACCOUNT.ACCOUNT_ID))))
                                .toList())
                .execute();
        return rows.size();
    }
}
