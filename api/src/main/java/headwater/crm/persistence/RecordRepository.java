package headwater.crm.persistence;

import headwater.crm.permission.Action;
import headwater.crm.permission.Viewer;
import headwater.crm.shared.Connection;
import headwater.crm.shared.Found;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.SearchText;
import headwater.crm.shared.Stamped;
import headwater.crm.shared.Violations;

import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Reads and writes the records of one table, always within the rows that the viewer may do that
 * with. A kind of record adds how its rows and its records become each other, and queries of its
 * own.
 */
public abstract class RecordRepository<R extends Record, T extends Stamped> {
    protected final DSLContext db;
    protected final Rows rows;
    private final RecordTable<R> description;
    private final Table<R> table;

    protected RecordRepository(DSLContext db, RecordTable<R> description) {
        this.db = db;
        this.description = description;
        this.table = Objects.requireNonNull(description.key().getTable());
        this.rows =
                new Rows(db, description.key(), description.type().typeName(), description.taken());
    }

    /** The record that a row holds. */
    protected abstract T record(R row);

    /** The columns that a record sets, without its key and stamp. */
    protected abstract Map<Field<?>, @Nullable Object> values(T record);

    /** The rows with which the viewer may do something, as a part of the query's WHERE. */
    protected Condition may(Viewer viewer, Action action) {
        return description.owner() == null
                ? DSL.noCondition()
                : viewer.scope(description.type(), action)
                        .of(description.key(), description.owner());
    }

    /** What the viewer may read, in parts that do not overlap. */
    protected List<Condition> readable(Viewer viewer) {
        return description.owner() == null
                ? KeysetList.EVERYBODYS
                : viewer.scope(description.type(), Action.READ)
                        .parts(description.key(), description.owner());
    }

    /** What is not in the recycle bin. */
    protected Condition alive() {
        Field<?> deletedAt = table.field("deleted_at");
        return deletedAt == null ? DSL.noCondition() : deletedAt.isNull();
    }

    /** What a new reference may name; a kind of record narrows it. */
    protected Condition offered() {
        return alive();
    }

    public Connection<T> list(Viewer viewer, ListRequest request) {
        return KeysetList.fetch(
                db,
                table,
                readable(viewer),
                description.list().readableBy(viewer),
                request,
                this::record);
    }

    public List<T> byIds(Viewer viewer, Set<Long> ids) {
        return db.selectFrom(table)
                .where(description.key().in(ids))
                .and(may(viewer, Action.READ))
                .fetch(this::record);
    }

    /** Waits for whoever changes the record now; for what must be decided on its newest state. */
    public @Nullable T locked(Viewer viewer, long id) {
        return db.selectFrom(table)
                .where(description.key().eq(id))
                .and(may(viewer, Action.READ))
                .forUpdate()
                .fetchOne(this::record);
    }

    /** Null, with a violation added, when the reference names no or several records. */
    public @Nullable Long find(
            Viewer viewer, RecordRef ref, Violations violations, String... field) {
        return description
                .references()
                .find(db, may(viewer, Action.READ).and(offered()), ref, violations, field);
    }

    public List<Found> search(Viewer viewer, SearchText text, int limit) {
        TextSearch search = description.search();
        return search == null
                ? List.of()
                : search.find(db, viewer, may(viewer, Action.READ), text, limit);
    }

    /** Owner of a record with which the viewer may do something; null when there is none. */
    public @Nullable Long owner(Viewer viewer, Action action, long id) {
        Field<Long> owner = Objects.requireNonNull(description.owner(), "records without owners");
        return db.select(owner)
                .from(table)
                .where(description.key().eq(id))
                .and(may(viewer, action))
                .fetchOne(owner);
    }

    public Map<String, Long> byExternalIds(Viewer viewer, List<String> externalIds) {
        return rows.byExternalIds(externalIds, may(viewer, Action.READ));
    }

    /** Key of the new row. */
    public long insert(Viewer viewer, T record, Instant now) {
        Map<Field<?>, @Nullable Object> values = new HashMap<>(values(record));
        values.put(column("created_at"), record.createdAt());
        return rows.insert(viewer, now, values);
    }

    public void update(Viewer viewer, T record, int expectedVersion, Instant now) {
        rows.update(
                viewer,
                now,
                record.id(),
                expectedVersion,
                may(viewer, Action.UPDATE).and(alive()),
                values(record));
    }

    /**
     * @param deletedAt null brings the record back
     */
    public void markDeleted(
            Viewer viewer, long id, int expectedVersion, @Nullable Instant deletedAt, Instant now) {
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(column("deleted_at"), deletedAt);
        values.put(column("deleted_by"), deletedAt == null ? null : viewer.userId());
        rows.update(viewer, now, id, expectedVersion, may(viewer, Action.DELETE), values);
    }

    private Field<?> column(String name) {
        return Objects.requireNonNull(table.field(name), name);
    }
}
