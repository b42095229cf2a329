package headwater.crm.pool;

import static headwater.crm.db.crm.Tables.LEAD;
import static headwater.crm.db.crm.Tables.OWNER_PERIOD;
import static headwater.crm.db.crm.Tables.POOL_CLAIM;
import static headwater.crm.db.internal.Tables.OWNER_QUOTA;
import static headwater.crm.db.internal.Tables.POOL_VIEW;

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
import java.time.LocalDate;
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

    /** Two requests that use one person's limits follow each other. */
    void lockQuota(Viewer viewer, RecordType type, long userId) {
        db.insertInto(OWNER_QUOTA)
                .set(OWNER_QUOTA.APP_USER_ID, userId)
                .set(OWNER_QUOTA.OBJECT, type.typeName())
                .onConflictDoNothing()
                .execute();
        db.select(OWNER_QUOTA.APP_USER_ID)
                .from(OWNER_QUOTA)
                .where(OWNER_QUOTA.APP_USER_ID.eq(userId))
                .and(OWNER_QUOTA.OBJECT.eq(type.typeName()))
                .forUpdate()
                .fetchSingle();
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

    int claimedOn(Viewer viewer, long poolId, long userId, LocalDate day) {
        return db.fetchCount(
                POOL_CLAIM,
                POOL_CLAIM.APP_USER_ID.eq(userId),
                POOL_CLAIM.CLAIMED_ON.eq(day),
                POOL_CLAIM.POOL_ID.eq(poolId));
    }

    void claimed(
            Viewer viewer,
            long poolId,
            RecordType type,
            long id,
            long userId,
            LocalDate day,
            Instant now) {
        db.insertInto(POOL_CLAIM)
                .set(POOL_CLAIM.POOL_ID, poolId)
                .set(POOL_CLAIM.OBJECT, type.typeName())
                .set(POOL_CLAIM.RECORD_ID, id)
                .set(POOL_CLAIM.APP_USER_ID, userId)
                .set(POOL_CLAIM.CLAIMED_ON, day)
                .set(POOL_CLAIM.CLAIMED_AT, now)
                .set(POOL_CLAIM.RECORDED_AT, now)
                .execute();
    }

    /** The pool that a record was claimed from last; null when it never was. */
    @Nullable Long lastClaimedFrom(Viewer viewer, RecordType type, long id) {
        return db.select(POOL_CLAIM.POOL_ID)
                .from(POOL_CLAIM)
                .where(POOL_CLAIM.OBJECT.eq(type.typeName()))
                .and(POOL_CLAIM.RECORD_ID.eq(id))
                .orderBy(POOL_CLAIM.POOL_CLAIM_ID.desc())
                .limit(1)
                .fetchOne(POOL_CLAIM.POOL_ID);
    }

    int version(Viewer viewer, RecordType type, long id) {
        Held held = of(type);
        Field<Integer> version = held.column("version", Integer.class);
        return db.select(version).from(held.table()).where(held.key().eq(id)).fetchSingle(version);
    }

    /** When somebody's last period with a record ended; null when he never had it. */
    @Nullable Instant lastOwned(Viewer viewer, RecordType type, long id, long userId) {
        return db.select(DSL.max(OWNER_PERIOD.VALID_TO))
                .from(OWNER_PERIOD)
                .where(OWNER_PERIOD.OBJECT.eq(type.typeName()))
                .and(OWNER_PERIOD.RECORD_ID.eq(id))
                .and(OWNER_PERIOD.OWNER_ID.eq(userId))
                .fetchSingle()
                .value1();
    }

    /**
     * @param opened of the pool's records, on that day, this one included
     */
    int viewed(Viewer viewer, RecordType type, long id, long userId, LocalDate day) {
        db.insertInto(POOL_VIEW)
                .set(POOL_VIEW.APP_USER_ID, userId)
                .set(POOL_VIEW.VIEWED_ON, day)
                .set(POOL_VIEW.OBJECT, type.typeName())
                .set(POOL_VIEW.RECORD_ID, id)
                .onConflictDoNothing()
                .execute();
        return db.fetchCount(
                POOL_VIEW,
                POOL_VIEW.APP_USER_ID.eq(userId),
                POOL_VIEW.VIEWED_ON.eq(day),
                POOL_VIEW.OBJECT.eq(type.typeName()));
    }

    void begin(Viewer viewer, RecordType type, long id, long ownerId, Instant from, Instant now) {
        db.insertInto(OWNER_PERIOD)
                .set(OWNER_PERIOD.OBJECT, type.typeName())
                .set(OWNER_PERIOD.RECORD_ID, id)
                .set(OWNER_PERIOD.OWNER_ID, ownerId)
                .set(OWNER_PERIOD.VALID_FROM, from)
                .set(OWNER_PERIOD.RECORDED_AT, now)
                .execute();
    }

    void end(Viewer viewer, RecordType type, long id, Instant to, String reason) {
        db.update(OWNER_PERIOD)
                .set(OWNER_PERIOD.VALID_TO, DSL.greatest(DSL.val(to), OWNER_PERIOD.VALID_FROM))
                .set(OWNER_PERIOD.END_REASON, reason)
                .set(OWNER_PERIOD.ENDED_BY, viewer.userId())
                .where(OWNER_PERIOD.OBJECT.eq(type.typeName()))
                .and(OWNER_PERIOD.RECORD_ID.eq(id))
                .and(OWNER_PERIOD.VALID_TO.isNull())
                .execute();
    }

    /** Of records that the viewer has read already, oldest first. */
    List<OwnerPeriod> periods(Viewer viewer, RecordType type, Set<Long> ids) {
        return db.selectFrom(OWNER_PERIOD)
                .where(OWNER_PERIOD.OBJECT.eq(type.typeName()))
                .and(OWNER_PERIOD.RECORD_ID.in(ids))
                .orderBy(OWNER_PERIOD.OWNER_PERIOD_ID)
                .fetch(
                        row ->
                                new OwnerPeriod(
                                        row.getRecordId(),
                                        row.getOwnerId(),
                                        row.getValidFrom(),
                                        row.getValidTo(),
                                        row.getEndReason(),
                                        row.getEndedBy()));
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
