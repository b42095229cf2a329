package headwater.crm.pool;

import headwater.crm.persistence.ListFields;
import headwater.crm.shared.RecordType;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;

import java.time.Instant;
import java.util.Objects;

/**
 * The table of a poolable kind; what such tables have in common.
 *
 * @param undecided which of its rows can fall due at all
 * @param open which of its rows count against what one may hold
 */
record HeldTable(RecordType type, TableField<?, Long> key, Condition undecided, Condition open) {

    /** As of no kind in particular: jOOQ's type of a table names the kind of its rows. */
    @SuppressWarnings("unchecked") // Each kind of row is a Record, and only read as one.
    Table<Record> table() {
        return (Table<Record>) Objects.requireNonNull(key.getTable());
    }

    <T> Field<T> column(String name, Class<T> type) {
        return Objects.requireNonNull(table().field(name, type), name);
    }

    Field<Instant> instant(String name) {
        return column(name, Instant.class);
    }

    Field<Long> owner() {
        return column("owner_id", Long.class);
    }

    Field<Long> pool() {
        return column("pool_id", Long.class);
    }

    Condition alive() {
        return instant("deleted_at").isNull();
    }

    /** Of a pool: in the order of its index. */
    ListFields pooled() {
        return ListFields.of(type, key)
                .softDeleted(instant("deleted_at"))
                .order("POOLED_AT", instant("pooled_at"));
    }
}
