package headwater.crm.persistence;

import headwater.crm.shared.BadInput;
import headwater.crm.shared.RecordType;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;

/** What a list can be filtered and sorted by: the schema's names and the columns behind them. */
public final class ListFields {
    private static final int MAX_LEAVES = 50;

    private final TableField<?, Long> key;
    private final Map<String, BiFunction<String, Object, Condition>> filters = new HashMap<>();
    private final Map<String, Field<?>> orders = new HashMap<>();
    private @Nullable Field<?> deletedAt;

    private ListFields(TableField<?, Long> key) {
        this.key = key;
    }

    public static ListFields keyed(TableField<?, Long> key) {
        return new ListFields(key);
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

    public ListFields reference(String name, RecordType type, Field<Long> column) {
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

    Field<?> orderColumn(String name) {
        return Objects.requireNonNull(orders.get(name), "no order " + name);
    }

    /** The condition that a filter input means. */
    Condition condition(Map<String, @Nullable Object> filter) {
        Condition condition = conjunction(filter, new int[1]);
        return deletedAt == null || filter.containsKey("deleted")
                ? condition
                : condition.and(deletedAt.isNull());
    }

    @SuppressWarnings("unchecked") // the schema has coerced the input
    private Condition conjunction(Map<String, @Nullable Object> filter, int[] leaves) {
        Condition condition = DSL.noCondition();
        for (var part : filter.entrySet()) {
            Object value = part.getValue();
            if (value == null) {
                continue;
            }
            condition =
                    condition.and(
                            switch (part.getKey()) {
                                case "and" -> DSL.and(all((List<?>) value, leaves));
                                case "or" -> DSL.or(all((List<?>) value, leaves));
                                case "not" ->
                                        DSL.not(
                                                conjunction(
                                                        (Map<String, @Nullable Object>) value,
                                                        leaves));
                                default ->
                                        leaf(
                                                part.getKey(),
                                                (Map<String, @Nullable Object>) value,
                                                leaves);
                            });
        }
        return condition;
    }

    @SuppressWarnings("unchecked") // the schema has coerced the input
    private List<Condition> all(List<?> filters, int[] leaves) {
        if (filters.size() > 20) {
            throw new BadInput(
                    "filter: and, or take at most 20 parts, not " + filters.size() + ".");
        }
        return filters.stream()
                .map(part -> conjunction((Map<String, @Nullable Object>) part, leaves))
                .toList();
    }

    private Condition leaf(String name, Map<String, @Nullable Object> comparison, int[] leaves) {
        var filter = Objects.requireNonNull(filters.get(name), "no filter " + name);
        Condition condition = DSL.noCondition();
        for (var part : comparison.entrySet()) {
            if (++leaves[0] > MAX_LEAVES) {
                throw new BadInput("filter: at most " + MAX_LEAVES + " comparisons in all.");
            }
            if (part.getValue() != null) {
                condition = condition.and(filter.apply(part.getKey(), part.getValue()));
            }
        }
        return condition;
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
