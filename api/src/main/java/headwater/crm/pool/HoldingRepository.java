package headwater.crm.pool;

import static headwater.crm.db.crm.Tables.ACCOUNT;
import static headwater.crm.db.crm.Tables.APP_USER;
import static headwater.crm.db.crm.Tables.CONTRACT;
import static headwater.crm.db.crm.Tables.LEAD;

import headwater.crm.permission.Viewer;
import headwater.crm.shared.RecordType;

import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Whose the records of all poolable kinds are: the columns that their tables have in common, and
 * the ledgers beside them. Who may do it has been decided.
 */
@Repository
class HoldingRepository {
    private final DSLContext db;

    HoldingRepository(DSLContext db) {
        this.db = db;
    }

    /** A kind's table, and which of its rows count as held. */
    private record Held(TableField<?, Long> key, Condition open) {
        Table<?> table() {
            return Objects.requireNonNull(key.getTable());
        }

        <T> Field<T> column(String name, Class<T> type) {
            return Objects.requireNonNull(table().field(name, type), name);
        }

        Field<Long> owner() {
            return column("owner_id", Long.class);
        }

        Field<Long> pool() {
            return column("pool_id", Long.class);
        }

        Condition alive() {
            return column("deleted_at", Instant.class).isNull();
        }
    }

    private static Held of(RecordType type) {
        return switch (type) {
            case LEAD -> new Held(LEAD.LEAD_ID, LEAD.STAGE.notIn("CONVERTED", "DISQUALIFIED"));
            // A customer with a contract does not count against what one may hold.
            case ACCOUNT ->
                    new Held(
                            ACCOUNT.ACCOUNT_ID,
                            DSL.notExists(
                                    DSL.selectOne()
                                            .from(CONTRACT)
                                            .where(CONTRACT.ACCOUNT_ID.eq(ACCOUNT.ACCOUNT_ID))
                                            .and(
                                                    CONTRACT.STATE.in(
                                                            "APPROVED",
                                                            "SIGNED",
                                                            "IN_PERFORMANCE",
                                                            "COMPLETED"))
                                            .and(CONTRACT.DELETED_AT.isNull())
                                            .and(
                                                    CONTRACT.ENDS_ON
                                                            .isNull()
                                                            .or(
                                                                    CONTRACT.ENDS_ON.ge(
                                                                            DSL
                                                                                    .currentLocalDate())))));
            default -> throw new IllegalArgumentException(type + " lies in no pool");
        };
    }

    /**
     * A pooled record as it is, and nobody changes it until the transaction ends; null when it lies
     * in no pool.
     */
    @Nullable Pooled lock(Viewer viewer, RecordType type, long id) {
        Held held = of(type);
        return db.select(held.pool(), held.column("pooled_at", Instant.class))
                .from(held.table())
                .where(held.key().eq(id))
                .and(held.pool().isNotNull())
                .and(held.alive())
                .forUpdate()
                .fetchOne(row -> new Pooled(row.value1(), row.value2()));
    }

    /**
     * Where a record lies.
     *
     * @param since for the embargo
     */
    record Pooled(long poolId, Instant since) {}

    /** The pools that records lie in, by key; without those that lie in none. */
    Map<Long, Pooled> pooled(Viewer viewer, RecordType type, Set<Long> ids) {
        Held held = of(type);
        Field<Instant> since = held.column("pooled_at", Instant.class);
        return db.select(held.key(), held.pool(), since)
                .from(held.table())
                .where(held.key().in(ids))
                .and(held.pool().isNotNull())
                .and(held.alive())
                .fetchMap(held.key(), row -> new Pooled(row.get(held.pool()), row.get(since)));
    }

    /**
     * Gives a pooled record to an owner.
     *
     * @return whether it still lay in the pool
     */
    boolean take(Viewer viewer, RecordType type, long id, Holding holding) {
        Held held = of(type);
        return put(viewer, held, id, holding, held.pool().isNotNull().and(held.owner().isNull()));
    }

    /**
     * Gives an owned record to a pool.
     *
     * @return whether it still was its owner's in this version
     */
    boolean leave(Viewer viewer, RecordType type, long id, int expectedVersion, Holding holding) {
        Held held = of(type);
        return put(
                viewer,
                held,
                id,
                holding,
                held.owner()
                        .isNotNull()
                        .and(held.column("version", Integer.class).eq(expectedVersion)));
    }

    private boolean put(Viewer viewer, Held held, long id, Holding holding, Condition still) {
        Field<Integer> version = held.column("version", Integer.class);
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(held.owner(), holding.ownerId());
        values.put(held.pool(), holding.poolId());
        values.put(held.column("owned_since", Instant.class), holding.ownedSince());
        values.put(held.column("pooled_at", Instant.class), holding.pooledAt());
        values.put(
                held.column("last_effective_followup_at", Instant.class),
                holding.lastEffectiveFollowupAt());
        values.put(held.column("recycle_due_at", Instant.class), holding.recycleDueAt());
        values.put(held.column("recycle_rule_id", Long.class), holding.recycleRuleId());
        values.put(held.column("locked_until", Instant.class), holding.lockedUntil());
        values.put(held.column("updated_by", Long.class), viewer.userId());
        values.put(
                held.column("updated_at", Instant.class),
                Objects.requireNonNullElse(holding.ownedSince(), holding.pooledAt()));
        values.put(version, version.plus(1));
        return db.update(held.table())
                        .set(values)
                        .where(held.key().eq(id))
                        .and(held.alive())
                        .and(still)
                        .execute()
                == 1;
    }

    /** How many open records of a kind somebody owns. */
    int holding(Viewer viewer, RecordType type, long userId) {
        Held held = of(type);
        return db.fetchCount(
                DSL.selectOne()
                        .from(held.table())
                        .where(held.owner().eq(userId))
                        .and(held.alive())
                        .and(held.open()));
    }

    int version(Viewer viewer, RecordType type, long id) {
        Held held = of(type);
        Field<Integer> version = held.column("version", Integer.class);
        return db.select(version).from(held.table()).where(held.key().eq(id)).fetchSingle(version);
    }

    /** Records whose instant has come, the longest due first, which nobody else holds; locked. */
    List<Due> due(Viewer viewer, RecordType type, Instant now, int limit) {
        Held held = of(type);
        Field<Instant> due = held.column("recycle_due_at", Instant.class);
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

    /** Whose a record is, whoever asks. */
    Holding of(Viewer viewer, RecordType type, long id) {
        Held held = of(type);
        return db.selectFrom(held.table())
                .where(held.key().eq(id))
                .fetchSingle(
                        row ->
                                new Holding(
                                        row.get(held.owner()),
                                        row.get(held.pool()),
                                        row.get("owned_since", Instant.class),
                                        row.get("pooled_at", Instant.class),
                                        row.get("last_effective_followup_at", Instant.class),
                                        row.get("recycle_due_at", Instant.class),
                                        row.get("recycle_rule_id", Long.class),
                                        row.get("locked_until", Instant.class)));
    }

    /** Another instant of recycling, or none; nothing else of the record changes. */
    void due(Viewer viewer, RecordType type, long id, RecycleDue due) {
        Held held = of(type);
        db.update(held.table())
                .set(held.column("recycle_due_at", Instant.class), due.at())
                .set(held.column("recycle_rule_id", Long.class), due.ruleId())
                .where(held.key().eq(id))
                .execute();
    }

    /** Since when an owner has a record, and how long he may; its version stays. */
    void hold(Viewer viewer, RecordType type, long id, Holding holding) {
        Held held = of(type);
        db.update(held.table())
                .set(held.column("owned_since", Instant.class), holding.ownedSince())
                .set(held.column("recycle_due_at", Instant.class), holding.recycleDueAt())
                .set(held.column("recycle_rule_id", Long.class), holding.recycleRuleId())
                .where(held.key().eq(id))
                .execute();
    }

    /** Looks again later at what is due; nobody is warned of that anew. */
    void postpone(Viewer viewer, RecordType type, long id, Instant until) {
        Held held = of(type);
        db.update(held.table())
                .set(held.column("recycle_due_at", Instant.class), until)
                .set(held.column("recycle_warned_of", Instant.class), until)
                .set(held.column("recycle_warned_days", Short.class), (short) 1)
                .where(held.key().eq(id))
                .execute();
    }

    /** Those who have left and still own something that is not due. */
    List<Long> goneOwners(Viewer viewer, RecordType type, Instant now) {
        Held held = of(type);
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
        Held held = of(type);
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

    private static Condition isNotDue(Held held, Instant now) {
        Field<Instant> due = held.column("recycle_due_at", Instant.class);
        return held.alive().and(due.isNull().or(due.gt(now)));
    }

    /**
     * Records that go to their pools soon, of which their owners have not been warned yet; locked,
     * and marked as warned.
     */
    List<Warning> warn(Viewer viewer, RecordType type, Instant now, int limit) {
        Held held = of(type);
        Field<Instant> due = held.column("recycle_due_at", Instant.class);
        Field<Instant> warnedOf = held.column("recycle_warned_of", Instant.class);
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

    private static Due due(Held held, Record row) {
        return new Due(
                row.get(held.key()),
                row.get(held.owner()),
                row.get("version", Integer.class),
                row.get("recycle_rule_id", Long.class));
    }

    /** A record that is to go to the pool. */
    record Due(long id, long ownerId, int version, @Nullable Long ruleId) {}
}
