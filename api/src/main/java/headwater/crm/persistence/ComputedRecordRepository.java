package headwater.crm.persistence;

import headwater.crm.permission.Action;
import headwater.crm.permission.Viewer;
import headwater.crm.shared.Connection;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.Stamped;

import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Records that hold more than their table's columns, such as their lines, or the company's
 * currency: the same statement reads both.
 */
public abstract class ComputedRecordRepository<R extends Record, T extends Stamped>
        extends RecordRepository<R, T> {
    /** ISO 4217; what an amount is worth in it stands in a row without it. */
    protected static final Field<String> COMPANY_CURRENCY =
            DSL.field("(select currency from crm.company)", String.class).as("company_currency");

    private final RecordTable<R> description;
    private final Table<R> table;

    protected ComputedRecordRepository(DSLContext db, RecordTable<R> description) {
        super(db, description);
        this.description = description;
        this.table = Objects.requireNonNull(description.key().getTable());
    }

    /**
     * What is read beside the columns.
     *
     * @param asked which fields of the schema somebody wants; a list leaves out costly others
     */
    protected abstract List<Field<?>> computed(Predicate<String> asked);

    /** The record that a row holds, with all that is computed. */
    protected abstract T read(Record row);

    @Override
    public Connection<T> list(Viewer viewer, ListRequest request) {
        return KeysetList.fetch(
                db,
                table,
                computed(request.selected()::contains),
                readable(viewer),
                description.list().readableBy(viewer),
                request,
                this::read);
    }

    @Override
    public List<T> byIds(Viewer viewer, Set<Long> ids) {
        return records(description.key().in(ids).and(may(viewer, Action.READ)));
    }

    /** Whole records in the order of their keys; the caller says whose. */
    protected List<T> records(Condition which) {
        return db.select(table.fields())
                .select(computed(field -> true))
                .from(table)
                .where(which)
                .orderBy(description.key())
                .fetch(this::read);
    }

    @Override
    protected T record(R row) {
        return records(description.key().eq(row.get(description.key()))).getFirst();
    }
}
