package headwater.crm.persistence;

import headwater.crm.permission.FieldLevel;
import headwater.crm.permission.Viewer;
import headwater.crm.shared.Found;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.SearchText;

import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.Record;
import org.jooq.TableField;
import org.jooq.impl.DSL;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds records of one table by words in some of its texts. A large table has two indexes over
 * {@code internal.searchable} of exactly these columns, in this order.
 */
public final class TextSearch {
    /** So many that match are looked at for the best; a word in half of all names stays cheap. */
    private static final int CANDIDATES = 1_000;

    private final RecordType type;
    private final TableField<?, Long> key;
    private final Condition alive;
    private final Map<String, Field<String>> columns = new LinkedHashMap<>();

    private TextSearch(RecordType type, TableField<?, Long> key, Condition alive) {
        this.type = type;
        this.key = key;
        this.alive = alive;
    }

    /**
     * @param alive what is still found; the indexes have the same condition
     */
    public static TextSearch of(RecordType type, TableField<?, Long> key, Condition alive) {
        return new TextSearch(type, key, alive);
    }

    /** Also in the field of this name; the first one is what the record is called. */
    public TextSearch in(String name, Field<String> column) {
        columns.put(name, column);
        return this;
    }

    /**
     * The best matches: what equals the text first, then what begins with it, then the shorter.
     * Only fields that the viewer may read count. One statement, none when he may read none.
     *
     * @param scope the rows that the viewer may see
     */
    public List<Found> find(
            DSLContext db, Viewer viewer, Condition scope, SearchText text, int limit) {
        Map<String, Field<String>> readable = new LinkedHashMap<>(columns);
        readable.keySet().removeIf(field -> !viewer.level(type, field).includes(FieldLevel.READ));
        if (readable.isEmpty()) {
            return List.of();
        }
        var candidates =
                DSL.select(key.as("record"))
                        .select(named(readable))
                        .from(key.getTable())
                        .where(scope)
                        .and(alive)
                        .and(indexed(text))
                        .and(inReadable(readable, text))
                        .limit(CANDIDATES)
                        .asTable("candidate");
        // The first of the columns is what the record is called, if the viewer may read that.
        Field<String> called = searchable(List.of(candidate(readable.keySet().iterator().next())));
        Param<String> whole = DSL.val(text.whole());
        return db.selectFrom(candidates)
                .orderBy(
                        DSL.when(called.eq(whole), 0).when(called.startsWith(whole), 1).else_(2),
                        DSL.length(called),
                        DSL.field(DSL.name("candidate", "record")))
                .limit(limit)
                .fetch(row -> found(row, readable, text));
    }

    private static Field<String> candidate(String name) {
        return DSL.field(DSL.name("candidate", name), String.class);
    }

    private static List<Field<String>> named(Map<String, Field<String>> readable) {
        List<Field<String>> named = new ArrayList<>();
        readable.forEach((name, column) -> named.add(column.as(name)));
        return named;
    }

    /** What the indexes can answer. */
    private Condition indexed(SearchText text) {
        Field<String> all = searchable(List.copyOf(columns.values()));
        Condition condition = DSL.noCondition();
        for (String word : text.words()) {
            condition = condition.and(all.contains(word));
            if (SearchText.isCjk(word)) {
                condition =
                        condition.and(
                                DSL.condition(
                                        "internal.cjk_terms({0}) @> internal.cjk_terms({1})",
                                        all, DSL.val(word)));
            }
        }
        return condition;
    }

    private static Condition inReadable(Map<String, Field<String>> readable, SearchText text) {
        return DSL.and(
                text.words().stream()
                        .map(
                                word ->
                                        DSL.or(
                                                readable.values().stream()
                                                        .map(column -> searchable(List.of(column)))
                                                        .map(column -> column.contains(word))
                                                        .toList()))
                        .toList());
    }

    private Found found(Record row, Map<String, Field<String>> readable, SearchText text) {
        String matched =
                readable.keySet().stream()
                        .filter(name -> text.isIn(row.get(name, String.class)))
                        .findFirst()
                        .orElse(readable.keySet().iterator().next());
        return new Found(
                type, row.get("record", Long.class), matched, row.get(matched, String.class));
    }

    private static Field<String> searchable(List<Field<String>> columns) {
        return DSL.function("internal.searchable", String.class, columns.toArray(Field<?>[]::new));
    }
}
