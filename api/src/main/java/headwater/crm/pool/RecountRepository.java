package headwater.crm.pool;

import static headwater.crm.db.crm.Tables.TEAM_MEMBERSHIP;
import static headwater.crm.db.internal.Tables.RECOUNT_DAY;
import static headwater.crm.db.internal.Tables.RECYCLE_RECOUNT;

import headwater.crm.permission.Viewer;
import headwater.crm.shared.RecordType;

import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.RowN;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** How far records have been counted anew since rules have changed. */
@Repository
class RecountRepository {
    private final DSLContext db;

    RecountRepository(DSLContext db) {
        this.db = db;
    }

    /** From the beginning, though it may be under way. */
    void ask(Viewer viewer, RecordType type) {
        db.insertInto(RECYCLE_RECOUNT)
                .set(RECYCLE_RECOUNT.OBJECT, type.typeName())
                .onConflict(RECYCLE_RECOUNT.OBJECT)
                .doUpdate()
                .set(RECYCLE_RECOUNT.AFTER_ID, 0L)
                .setNull(RECYCLE_RECOUNT.HORIZON)
                .execute();
    }

    /** When memberships in teams have begun or ended since this was last asked. */
    void askForNewDay(Viewer viewer, LocalDate today) {
        LocalDate last =
                db.select(RECOUNT_DAY.DAY).from(RECOUNT_DAY).forUpdate().fetchSingle().value1();
        if (!last.isBefore(today)) {
            return;
        }
        Condition begins =
                TEAM_MEMBERSHIP.VALID_FROM.gt(last).and(TEAM_MEMBERSHIP.VALID_FROM.le(today));
        Condition ends = TEAM_MEMBERSHIP.VALID_TO.gt(last).and(TEAM_MEMBERSHIP.VALID_TO.le(today));
        if (db.fetchExists(TEAM_MEMBERSHIP, begins.or(ends))) {
            db.execute("select internal.recount_recycling(null)");
        }
        db.update(RECOUNT_DAY).set(RECOUNT_DAY.DAY, today).execute();
    }

    /** What is asked for; null when nothing is, or somebody else is at it. Locked. */
    @Nullable Asked next(Viewer viewer, RecordType type) {
        return db.selectFrom(RECYCLE_RECOUNT)
                .where(RECYCLE_RECOUNT.OBJECT.eq(type.typeName()))
                .forUpdate()
                .skipLocked()
                .fetchOne(row -> new Asked(row.getAfterId(), row.getHorizon()));
    }

    /**
     * Records to count.
     *
     * @param horizon null until it is known
     */
    record Asked(long afterId, @Nullable Long horizon) {}

    /** Every transaction that begins from now on sees the change. */
    void see(Viewer viewer, RecordType type) {
        db.update(RECYCLE_RECOUNT)
                .set(
                        RECYCLE_RECOUNT.HORIZON,
                        DSL.field(
                                "pg_snapshot_xmax(pg_current_snapshot())::text::bigint",
                                Long.class))
                .where(RECYCLE_RECOUNT.OBJECT.eq(type.typeName()))
                .execute();
    }

    /** Whether every transaction before the horizon has ended. */
    boolean isPast(Viewer viewer, long horizon) {
        return db.select(
                        DSL.field(
                                "pg_snapshot_xmin(pg_current_snapshot())::text::bigint >= {0}",
                                Boolean.class, DSL.val(horizon)))
                .fetchSingle()
                .value1();
    }

    void countedTo(Viewer viewer, RecordType type, long id) {
        db.update(RECYCLE_RECOUNT)
                .set(RECYCLE_RECOUNT.AFTER_ID, id)
                .where(RECYCLE_RECOUNT.OBJECT.eq(type.typeName()))
                .execute();
    }

    void done(Viewer viewer, RecordType type) {
        db.deleteFrom(RECYCLE_RECOUNT).where(RECYCLE_RECOUNT.OBJECT.eq(type.typeName())).execute();
    }

    /** Keys of records that somebody owns, in their order. */
    List<Long> owned(Viewer viewer, RecordType type, long afterId, int limit) {
        HeldTable held = HeldTables.of(type);
        return db.select(held.key())
                .from(held.table())
                .where(held.key().gt(afterId))
                .and(held.owner().isNotNull())
                .and(held.undecided())
                .and(held.alive())
                .orderBy(held.key())
                .limit(limit)
                .fetch(held.key());
    }

    /** Those of them that nobody else changes at this moment; locked. */
    Map<Long, Holding> free(Viewer viewer, RecordType type, List<Long> ids) {
        HeldTable held = HeldTables.of(type);
        return db.selectFrom(held.table())
                .where(held.key().in(ids))
                .and(held.owner().isNotNull())
                .and(held.undecided())
                .orderBy(held.key())
                .forUpdate()
                .skipLocked()
                .fetchMap(row -> row.get(held.key()), HoldingColumns::read);
    }

    /** In one statement; their versions stay. */
    void due(Viewer viewer, RecordType type, Map<Long, RecycleDue> dues) {
        if (dues.isEmpty()) {
            return;
        }
        HeldTable held = HeldTables.of(type);
        Field<Instant> dueAt = held.instant("recycle_due_at");
        Field<Long> rule = held.column("recycle_rule_id", Long.class);
        RowN[] rows =
                dues.entrySet().stream()
                        .map(
                                each ->
                                        DSL.row(
                                                List.of(
                                                        DSL.val(each.getKey()),
                                                        DSL.val(each.getValue().at(), dueAt),
                                                        DSL.val(each.getValue().ruleId(), rule))))
                        .toArray(RowN[]::new);
        Table<?> counted = DSL.values(rows).as("counted", "id", "at", "rule");
        db.update(held.table())
                .set(dueAt, counted.field("at", dueAt.getDataType()))
                .set(rule, counted.field("rule", rule.getDataType()))
                .from(counted)
                .where(held.key().eq(counted.field("id", Long.class)))
                .execute();
    }
}
