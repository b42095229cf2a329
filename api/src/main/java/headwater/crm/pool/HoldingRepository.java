package headwater.crm.pool;

import headwater.crm.permission.Viewer;
import headwater.crm.persistence.KeysetList;
import headwater.crm.shared.Connection;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.RecordType;

import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.util.List;
import java.util.Map;
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

    /**
     * Where a record lies.
     *
     * @param since for the embargo
     */
    record Pooled(long poolId, Instant since) {}

    /** The pools that records lie in, by key; without those that lie in none. */
    Map<Long, Pooled> pooled(Viewer viewer, RecordType type, Set<Long> ids) {
        HeldTable held = HeldTables.of(type);
        Field<Instant> since = held.instant("pooled_at");
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
    boolean take(Viewer viewer, RecordType type, long id, Holding holding, Instant now) {
        HeldTable held = HeldTables.of(type);
        Condition pooled = held.pool().isNotNull().and(held.owner().isNull());
        return put(viewer, held, id, holding, now, pooled);
    }

    /**
     * Gives an owned record to a pool, or locks it for its owner.
     *
     * @return whether it still was its owner's in this version
     */
    boolean change(
            Viewer viewer,
            RecordType type,
            long id,
            int expectedVersion,
            Holding holding,
            Instant now) {
        HeldTable held = HeldTables.of(type);
        Field<Integer> version = held.column("version", Integer.class);
        Condition owned = held.owner().isNotNull().and(version.eq(expectedVersion));
        return put(viewer, held, id, holding, now, owned);
    }

    private boolean put(
            Viewer viewer, HeldTable held, long id, Holding holding, Instant now, Condition still) {
        Field<Integer> version = held.column("version", Integer.class);
        Map<Field<?>, @Nullable Object> values = HoldingColumns.values(held.table(), holding);
        values.put(held.column("updated_by", Long.class), viewer.userId());
        values.put(held.instant("updated_at"), now);
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
        HeldTable held = HeldTables.of(type);
        return db.fetchCount(
                DSL.selectOne()
                        .from(held.table())
                        .where(held.owner().eq(userId))
                        .and(held.alive())
                        .and(held.open()));
    }

    int version(Viewer viewer, RecordType type, long id) {
        HeldTable held = HeldTables.of(type);
        Field<Integer> version = held.column("version", Integer.class);
        return db.select(version).from(held.table()).where(held.key().eq(id)).fetchSingle(version);
    }

    /** Whose a record is, whoever asks. */
    Holding of(Viewer viewer, RecordType type, long id) {
        HeldTable held = HeldTables.of(type);
        return db.selectFrom(held.table())
                .where(held.key().eq(id))
                .fetchSingle(HoldingColumns::read);
    }

    /** The same, and nobody changes it until the transaction ends. */
    Holding locked(Viewer viewer, RecordType type, long id) {
        HeldTable held = HeldTables.of(type);
        return db.selectFrom(held.table())
                .where(held.key().eq(id))
                .forUpdate()
                .fetchSingle(HoldingColumns::read);
    }

    /** What lies in a pool; whether the viewer may see the pool has been decided. */
    Connection<Long> inPool(Viewer viewer, RecordType type, long poolId, ListRequest request) {
        HeldTable held = HeldTables.of(type);
        return KeysetList.fetch(
                db,
                held.table(),
                List.of(held.pool().eq(poolId)),
                held.pooled().readableBy(viewer.asSystem()),
                request,
                row -> row.get(held.key()));
    }

    /** Another instant of recycling, or none; nothing else of the record changes. */
    void due(Viewer viewer, RecordType type, long id, RecycleDue due) {
        HeldTable held = HeldTables.of(type);
        db.update(held.table())
                .set(held.column("recycle_due_at", Instant.class), due.at())
                .set(held.column("recycle_rule_id", Long.class), due.ruleId())
                .where(held.key().eq(id))
                .execute();
    }

    /**
     * Since when an owner has a record, and how long he may; its version stays, and so does when it
     * was followed up last.
     */
    void hold(Viewer viewer, RecordType type, long id, Holding holding) {
        HeldTable held = HeldTables.of(type);
        Map<Field<?>, @Nullable Object> values = HoldingColumns.values(held.table(), holding);
        values.remove(held.instant("last_effective_followup_at"));
        db.update(held.table()).set(values).where(held.key().eq(id)).execute();
    }

    /** How many others of a kind somebody has locked. */
    int lockedBeside(Viewer viewer, RecordType type, long id, long owner, Instant now) {
        HeldTable held = HeldTables.of(type);
        return db.fetchCount(
                DSL.selectOne()
                        .from(held.table())
                        .where(held.owner().eq(owner))
                        .and(held.key().ne(id))
                        .and(held.instant("locked_until").gt(now))
                        .and(held.alive()));
    }
}
