package headwater.crm.persistence;

import headwater.crm.permission.Viewer;
import headwater.crm.shared.BadInput;
import headwater.crm.shared.RecordKey;
import headwater.crm.shared.RecordType;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;

/** What a list can be filtered and sorted by: the schema's names and the columns behind them. */
public final class ListFields {
    private final RecordType type;
    private final TableField<?, Long> key;
    private final Map<String, BiFunction<String, Object, Condition>> filters = new HashMap<>();
    private final Map<String, Field<?>> orders = new HashMap<>();
    private @Nullable Field<?> deletedAt;

    private ListFields(RecordType type, TableField<?, Long> key) {
        this.type = type;
        this.key = key;
    }

    public static ListFields of(RecordType type, TableField<?, Long> key) {
        return new ListFields(type, key);
    }

    /** The same, refusing what the viewer may not read; a list takes nothing else. */
    public ReadableFields readableBy(Viewer viewer) {
        return new ReadableFields(this, type, viewer);
    }

    /** Compares texts, by code point. */
    public ListFields text(String name, Field<String> column) {
        filters.put(name, (operator, operand) -> text(column, operator, operand));
        return this;
    }

    /** Compares instants, days and numbers. */
    public <T> ListFields range(String name, Field<T> column) {
        filters.put(name, (operator, operand) -> range(column, operator, operand));
        return this;
    }

    /**
     * @param indexed the column as its index has it, with a value in place of null: an index finds
     *     the rows only by that
     */
    public <T> ListFields range(String name, Field<T> column, Field<T> indexed) {
        filters.put(
                name,
                (operator, operand) ->
                        operator.equals("isNull")
                                ? range(column, operator, operand)
                                : range(column, operator, operand)
                                        .and(range(indexed, operator, operand)));
        return this;
    }

    public ListFields reference(String name, RecordType type, Field<Long> column) {
        filters.put(name, (operator, operand) -> reference(type, column, operator, operand));
        return this;
    }

    /** A reference to a record of any kind: the name of its type, and its key. */
    public ListFields anyReference(String name, Field<String> type, Field<Long> column) {
        filters.put(name, (operator, operand) -> reference(type, column, operator, operand));
        return this;
    }

    public ListFields flag(String name, Field<Boolean> column) {
        filters.put(name, (operator, operand) -> column.eq((Boolean) operand));
        return this;
    }

    /** Adds filter {@code deleted}; without it, a list shows only what is alive. */
    public ListFields softDeleted(Field<?> deletedAtColumn) {
        deletedAt = deletedAtColumn;
        filters.put(
                "deleted",
                (operator, operand) ->
                        (Boolean) operand ? deletedAtColumn.isNotNull() : deletedAtColumn.isNull());
        return this;
    }

    /** The column must not be null where the list admits it, or be coalesced. */
    public ListFields order(String name, Field<?> column) {
        orders.put(name, column);
        return this;
    }

    TableField<?, Long> key() {
        return key;
    }

    @Nullable Field<?> deletedAt() {
        return deletedAt;
    }

    /** The column behind an order of the schema. */
    Field<?> order(String name) {
        return Objects.requireNonNull(orders.get(name), "no order " + name);
    }

    /** The condition that one comparison of a filter means. */
    Condition comparison(String name, String operator, Object operand) {
        return Objects.requireNonNull(filters.get(name), "no filter " + name)
                .apply(operator, operand);
    }

    private static Condition text(Field<String> column, String operator, Object operand) {
        return switch (operator) {
            case "eq" -> column.eq((String) operand);
            case "in" -> column.in(limited(operand));
            case "contains" -> column.containsIgnoreCase((String) operand);
            case "startsWith" -> column.startsWith((String) operand);
            case "isNull" -> isNull(column, operand);
            default -> throw new IllegalArgumentException(operator);
        };
    }

    private static <T> Condition range(Field<T> column, String operator, Object operand) {
        return switch (operator) {
            case "gte" -> column.ge(column.getType().cast(operand));
            case "lte" -> column.le(column.getType().cast(operand));
            case "lt" -> column.lt(column.getType().cast(operand));
            case "isNull" -> isNull(column, operand);
            default -> throw new IllegalArgumentException(operator);
        };
    }

    private static Condition reference(
            RecordType type, Field<Long> column, String operator, Object operand) {
        return switch (operator) {
            case "eq" -> column.eq(type.decode((String) operand));
            case "in" ->
                    column.in(
                            limited(operand).stream().map(id -> type.decode((String) id)).toList());
            case "isNull" -> isNull(column, operand);
            default -> throw new IllegalArgumentException(operator);
        };
    }

    private static Condition reference(
            Field<String> type, Field<Long> column, String operator, Object operand) {
        return switch (operator) {
            case "eq" -> is(type, column, (String) operand);
            case "in" ->
                    DSL.or(
                            limited(operand).stream()
                                    .map(id -> is(type, column, (String) id))
                                    .toList());
            case "isNull" -> isNull(column, operand);
            default -> throw new IllegalArgumentException(operator);
        };
    }

    private static Condition is(Field<String> type, Field<Long> column, String id) {
        RecordKey key = RecordKey.of(id);
        return type.eq(key.type().typeName()).and(column.eq(key.id()));
    }

    private static Condition isNull(Field<?> column, Object operand) {
        return (Boolean) operand ? column.isNull() : column.isNotNull();
    }

    private static Collection<?> limited(Object operand) {
        var values = (Collection<?>) operand;
        if (values.size() > 250) {
            throw new BadInput("filter: in takes at most 250 values, not " + values.size() + ".");
        }
        return values;
    }
}
