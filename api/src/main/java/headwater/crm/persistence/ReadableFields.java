package headwater.crm.persistence;

import headwater.crm.permission.Viewer;
import headwater.crm.shared.BadInput;
import headwater.crm.shared.FieldNotAccessible;
import headwater.crm.shared.RecordType;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a list can be filtered and sorted by on behalf of one viewer: the fields that he may read.
 */
public final class ReadableFields {
    private static final int MAX_LEAVES = 50;
    private static final Pattern CONSTANT_WORD = Pattern.compile("_(.)");

    private final ListFields fields;
    private final RecordType type;
    private final Viewer viewer;

    ReadableFields(ListFields fields, RecordType type, Viewer viewer) {
        this.fields = fields;
        this.type = type;
        this.viewer = viewer;
    }

    TableField<?, Long> key() {
        return fields.key();
    }

    /**
     * @throws FieldNotAccessible if the viewer may not read it
     */
    Field<?> orderColumn(String name) {
        viewer.requireReadable(type, camelCase(name));
        return fields.order(name);
    }

    /**
     * The condition that a filter input means.
     *
     * @throws FieldNotAccessible if the viewer may not read a field of it
     */
    Condition condition(Map<String, @Nullable Object> filter) {
        Condition condition = conjunction(filter, new int[1]);
        Field<?> deletedAt = fields.deletedAt();
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

    /** {@code CREATED_AT} to {@code createdAt}, in whatever locale the JVM runs. */
    private static String camelCase(String constant) {
        return CONSTANT_WORD
                .matcher(constant.toLowerCase(Locale.ROOT))
                .replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT));
    }

    private Condition leaf(String name, Map<String, @Nullable Object> comparison, int[] leaves) {
        viewer.requireReadable(type, name.equals("deleted") ? "deletedAt" : name);
        Condition condition = DSL.noCondition();
        for (var part : comparison.entrySet()) {
            if (++leaves[0] > MAX_LEAVES) {
                throw new BadInput("filter: at most " + MAX_LEAVES + " comparisons in all.");
            }
            if (part.getValue() != null) {
                condition = condition.and(fields.comparison(name, part.getKey(), part.getValue()));
            }
        }
        return condition;
    }
}
