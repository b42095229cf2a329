package headwater.crm.persistence;

import headwater.crm.shared.RecordType;

import org.jooq.Field;
import org.jooq.Record;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The table of one kind of record: its key, whose its rows are, what lists take, what references
 * may name.
 *
 * @param owner column of the owner; null where everybody sees every row
 * @param names columns by which a reference may name a record, beside its id and external id
 * @param search null for what is not searched for
 * @param taken input fields by the unique constraint that speaks for them
 */
public record RecordTable<R extends Record>(
        RecordType type,
        TableField<R, Long> key,
        @Nullable Field<Long> owner,
        ListFields list,
        List<Field<String>> names,
        @Nullable TextSearch search,
        Map<String, String> taken) {

    /** Records that belong to somebody. */
    public static <R extends Record> RecordTable<R> owned(
            RecordType type, TableField<R, Long> key, Field<Long> owner, ListFields list) {
        return new RecordTable<>(type, key, owner, list, List.of(), null, Map.of());
    }

    /** Records that everybody who is signed in may see. */
    public static <R extends Record> RecordTable<R> everybodys(
            RecordType type, TableField<R, Long> key, ListFields list) {
        return new RecordTable<>(type, key, null, list, List.of(), null, Map.of());
    }

    public RecordTable<R> named(Field<String> column) {
        return new RecordTable<>(type, key, owner, list, List.of(column), search, taken);
    }

    public RecordTable<R> searched(TextSearch by) {
        return new RecordTable<>(type, key, owner, list, names, by, taken);
    }

    public RecordTable<R> unique(Map<String, String> constraints) {
        return new RecordTable<>(type, key, owner, list, names, search, constraints);
    }

    References references() {
        Field<@Nullable String> externalId =
                Objects.requireNonNull(key.getTable()).field("external_id", String.class);
        return new References(
                type, key, externalId == null ? DSL.inline((String) null) : externalId, names);
    }
}
