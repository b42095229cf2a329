package headwater.crm.contract;

import static headwater.crm.db.crm.Tables.CONTRACT;
import static headwater.crm.db.crm.Tables.INSTALMENT;

import headwater.crm.permission.SystemAccess;
import headwater.crm.permission.Viewer;

import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whom to remind of which instalments, and when. */
@Repository
class ReminderRepository {
    private final DSLContext db;

    /** An instalment that somebody is to be reminded of. */
    record Due(
            long instalmentId,
            int position,
            String name,
            LocalDate dueOn,
            long contractId,
            String number,
            long ownerId) {}

    ReminderRepository(DSLContext db) {
        this.db = db;
    }

    /**
     * Sets when the instalments of a contract are reminded of next; those not given, never. What is
     * to be reminded of by now is left to who reminds.
     */
    void schedule(Viewer viewer, long contractId, Map<Long, Instant> next, Instant now) {
        Map<Long, Instant> known =
                db.select(INSTALMENT.INSTALMENT_ID, INSTALMENT.NEXT_REMINDER_AT)
                        .from(INSTALMENT)
                        .where(INSTALMENT.CONTRACT_ID.eq(contractId))
                        .and(INSTALMENT.NEXT_REMINDER_AT.isNotNull())
                        .fetchMap(INSTALMENT.INSTALMENT_ID, INSTALMENT.NEXT_REMINDER_AT);
        Map<Long, @Nullable Instant> changed = new HashMap<>();
        known.keySet().stream()
                .filter(id -> !next.containsKey(id))
                .forEach(id -> changed.put(id, null));
        next.forEach(
                (id, at) -> {
                    Instant before = known.get(id);
                    if (!at.equals(before) && (before == null || before.isAfter(now))) {
                        changed.put(id, at);
                    }
                });
        if (!changed.isEmpty()) {
            schedule(changed);
        }
    }

    /** One statement, however many there are. */
    private void schedule(Map<Long, @Nullable Instant> at) {
        DataType<Instant> instant = INSTALMENT.NEXT_REMINDER_AT.getDataType();
        Map<Field<Long>, Field<Instant>> byKey = new HashMap<>();
        at.forEach((id, next) -> byKey.put(DSL.val(id), DSL.cast(DSL.val(next, instant), instant)));
        db.update(INSTALMENT)
                .set(
                        INSTALMENT.NEXT_REMINDER_AT,
                        DSL.case_(INSTALMENT.INSTALMENT_ID).mapFields(byKey))
                .where(INSTALMENT.INSTALMENT_ID.in(at.keySet()))
                .execute();
    }

    void schedule(Viewer viewer, long instalmentId, @Nullable Instant at) {
        db.update(INSTALMENT)
                .set(INSTALMENT.NEXT_REMINDER_AT, at)
                .where(INSTALMENT.INSTALMENT_ID.eq(instalmentId))
                .execute();
    }

    /** Those whose time has come; another process takes others meanwhile. */
    @SystemAccess("people are reminded of their instalments, whosever they are")
    List<Due> due(Instant now, int most) {
        return db.select(
                        INSTALMENT.INSTALMENT_ID,
                        INSTALMENT.POSITION,
                        INSTALMENT.NAME,
                        INSTALMENT.DUE_ON,
                        CONTRACT.CONTRACT_ID,
                        CONTRACT.NUMBER,
                        CONTRACT.OWNER_ID)
                .from(INSTALMENT)
                .join(CONTRACT)
                .on(CONTRACT.CONTRACT_ID.eq(INSTALMENT.CONTRACT_ID))
                .where(INSTALMENT.NEXT_REMINDER_AT.le(now))
                .orderBy(INSTALMENT.NEXT_REMINDER_AT, INSTALMENT.INSTALMENT_ID)
                .limit(most)
                .forUpdate()
                .of(INSTALMENT)
                .skipLocked()
                .fetch(
                        row ->
                                new Due(
                                        row.value1(),
                                        row.value2(),
                                        row.value3(),
                                        row.value4(),
                                        row.value5(),
                                        row.value6(),
                                        row.value7()));
    }
}
