package headwater.crm.pool;

import static headwater.crm.db.crm.Tables.APP_USER;

import headwater.crm.permission.Viewer;
import headwater.crm.shared.RecordType;

import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Records of all poolable kinds whose instant has come, or comes soon; for jobs. */
@Repository
class RecycleRepository {
    private final DSLContext db;

    RecycleRepository(DSLContext db) {
        this.db = db;
    }

    /** Records whose instant has come, the longest due first, which nobody else holds; locked. */
    List<Due> due(Viewer viewer, RecordType type, Instant now, int limit) {
        HeldTable held = HeldTables.of(type);
        Field<Instant> due = held.instant("recycle_due_at");
        return db.select(held.key(), held.owner(), held.column("version", Integer.class), due)
                .select(held.column("recycle_rule_id", Long.class))
                .from(held.table())
                .where(due.le(now))
                .and(held.alive())
                .orderBy(due)
                .limit(limit)
                .forUpdate()
                .skipLocked()
                .fetch(row -> due(held, row));
    }

    /** Records whose locks have ended, which nobody else holds; locked. */
    List<Long> lockEnded(Viewer viewer, RecordType type, Instant now, int limit) {
        HeldTable held = HeldTables.of(type);
        Field<Instant> until = held.instant("locked_until");
        return db.select(held.key())
                .from(held.table())
                .where(until.le(now))
                .and(held.alive())
                .orderBy(until)
                .limit(limit)
                .forUpdate()
                .skipLocked()
                .fetch(held.key());
    }

    /** Looks again later at what is due; nobody is warned of that anew. */
    void postpone(Viewer viewer, RecordType type, long id, Instant until) {
        HeldTable held = HeldTables.of(type);
        db.update(held.table())
                .set(held.instant("recycle_due_at"), until)
                .set(held.instant("recycle_warned_of"), until)
                .set(held.column("recycle_warned_days", Short.class), (short) 1)
                .where(held.key().eq(id))
                .execute();
    }

    /** Those who have left and still own something that is not due. */
    List<Long> goneOwners(Viewer viewer, RecordType type, Instant now) {
        HeldTable held = HeldTables.of(type);
        return db.select(APP_USER.APP_USER_ID)
                .from(APP_USER)
                .where(APP_USER.ACTIVE.isFalse())
                .and(
                        DSL.exists(
                                DSL.selectOne()
                                        .from(held.table())
                                        .where(held.owner().eq(APP_USER.APP_USER_ID))
                                        .and(isNotDue(held, now))))
                .orderBy(APP_USER.APP_USER_ID)
                .fetch(APP_USER.APP_USER_ID);
    }

    List<Long> ownedBy(Viewer viewer, RecordType type, long owner, Instant now, int limit) {
        HeldTable held = HeldTables.of(type);
        return db.select(held.key())
                .from(held.table())
                .where(held.owner().eq(owner))
                .and(isNotDue(held, now))
                .orderBy(held.key())
                .limit(limit)
                .forUpdate()
                .skipLocked()
                .fetch(held.key());
    }

    private static Condition isNotDue(HeldTable held, Instant now) {
        Field<Instant> due = held.instant("recycle_due_at");
        return held.alive().and(due.isNull().or(due.gt(now)));
    }

    /**
     * Records that go to their pools soon, of which their owners have not been warned yet; locked,
     * and marked as warned.
     */
    List<Warning> warn(Viewer viewer, RecordType type, Instant now, int limit) {
        HeldTable held = HeldTables.of(type);
        Field<Instant> due = held.instant("recycle_due_at");
        Field<Instant> warnedOf = held.instant("recycle_warned_of");
        Field<Short> warnedDays = held.column("recycle_warned_days", Short.class);
        Field<Instant> warnAt =
                DSL.function(
                        DSL.name("internal", "recycle_warning_at"),
                        due.getDataType(),
                        due,
                        warnedOf,
                        warnedDays);
        Instant lastDay = now.plus(1, ChronoUnit.DAYS);
        List<Warning> found =
                db.select(held.key(), held.owner(), due)
                        .from(held.table())
                        .where(warnAt.le(now))
                        .and(due.isNotNull())
                        .and(held.alive())
                        .orderBy(warnAt)
                        .limit(limit)
                        .forUpdate()
                        .skipLocked()
                        .fetch(
                                row ->
                                        new Warning(
                                                row.get(held.key()),
                                                row.get(held.owner()),
                                                row.get(due),
                                                row.get(due).isAfter(lastDay) ? 3 : 1));
        found.forEach(
                warning ->
                        db.update(held.table())
                                .set(warnedOf, warning.due())
                                .set(warnedDays, (short) warning.days())
                                .where(held.key().eq(warning.id()))
                                .execute());
        return found;
    }

    /**
     * A record that goes to the pool soon.
     *
     * @param days how long before
     */
    record Warning(long id, long ownerId, Instant due, int days) {}

    private static Due due(HeldTable held, Record row) {
        return new Due(
                row.get(held.key()),
                row.get(held.owner()),
                row.get("version", Integer.class),
                row.get("recycle_rule_id", Long.class));
    }

    /** A record that is to go to the pool. */
    record Due(long id, long ownerId, int version, @Nullable Long ruleId) {}
}
