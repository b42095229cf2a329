package headwater.crm.persistence;

import headwater.crm.shared.Connection;
import headwater.crm.shared.Connection.Count;
import headwater.crm.shared.Connection.Edge;
import headwater.crm.shared.Connection.PageInfo;
import headwater.crm.shared.ListRequest;

import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectLimitStep;
import org.jooq.SortField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads one page of one table in a total order that ends in the key. One statement, and one more
 * when the total is asked for.
 */
public final class KeysetList {
    private static final Pattern UPPER = Pattern.compile("[A-Z]");

    /** The scope of what everybody who is signed in may see. */
    public static final List<Condition> EVERYBODYS = List.of(DSL.noCondition());

    private KeysetList() {}

    /**
     * @param scope the rows that the viewer may see, in parts that do not overlap; part of every
     *     statement
     */
    public static <R extends Record, T> Connection<T> fetch(
            DSLContext db,
            Table<R> table,
            List<Condition> scope,
            ReadableFields fields,
            ListRequest request,
            Function<? super R, T> mapper) {
        return fetch(
                db, table, List.of(), scope, fields, request, row -> mapper.apply(row.into(table)));
    }

    /**
     * @param more what the records hold beside the table's own columns
     */
    public static <T> Connection<T> fetch(
            DSLContext db,
            Table<?> table,
            List<Field<?>> more,
            List<Condition> scope,
            ReadableFields fields,
            ListRequest request,
            Function<? super Record, T> mapper) {
        Condition filter = fields.condition(request.filter());
        List<Field<?>> columns = new ArrayList<>();
        List<Boolean> descending = new ArrayList<>();
        for (var part : request.orderBy()) {
            columns.add(fields.orderColumn(part.field()));
            descending.add(part.descending() != request.backward());
        }
        columns.add(fields.key());
        // The key follows the last order's direction, so that one index serves both.
        boolean keyDescending =
                !request.orderBy().isEmpty() && request.orderBy().getLast().descending();
        descending.add(keyDescending != request.backward());

        var cursors = new Cursors(request, columns);
        Object[] after = request.cursor() == null ? null : cursors.decode(request.cursor());
        List<Select<Record>> parts = new ArrayList<>();
        for (Condition part : scope) {
            var select =
                    db.select(needed(table, request.selected()))
                            .select(more)
                            .select(cursors.selected())
                            .from(table)
                            .where(part)
                            .and(filter)
                            .orderBy(sorted(columns, descending));
            parts.add(
                    after == null
                            ? select.limit(request.limit() + 1)
                            : select.seek(after).limit(request.limit() + 1));
        }
        var rows =
                parts.size() == 1
                        ? db.fetch(parts.getFirst())
                        : db.fetch(
                                parts.stream()
                                        .reduce(Select::unionAll)
                                        .map(all -> merged(db, all, cursors, descending))
                                        .orElseThrow()
                                        .limit(request.limit() + 1));
        boolean cutOff = rows.size() > request.limit();
        List<Record> page = new ArrayList<>(cutOff ? rows.subList(0, request.limit()) : rows);
        if (request.backward()) {
            Collections.reverse(page);
        }
        List<Edge<T>> edges =
                page.stream()
                        .map(row -> new Edge<>(mapper.apply(row), cursors.encode(row)))
                        .toList();
        boolean resumed = request.cursor() != null;
        var info =
                new PageInfo(
                        request.backward() ? resumed : cutOff,
                        request.backward() ? cutOff : resumed,
                        edges.isEmpty() ? null : edges.getFirst().cursor(),
                        edges.isEmpty() ? null : edges.getLast().cursor());
        return new Connection<>(edges, info, count(db, table, DSL.or(scope).and(filter), request));
    }

    /**
     * The table's columns, but null in place of a value that may be null and was not asked for:
     * long texts stay where they are. A field is in the column of its name, or in one that begins
     * so ({@code parent} in parent_account_id).
     */
    private static List<Field<?>> needed(Table<?> table, Set<String> selected) {
        Set<String> names =
                selected.stream()
                        .map(name -> UPPER.matcher(name).replaceAll("_$0").toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet());
        return Arrays.stream(table.fields())
                .<Field<?>>map(
                        column ->
                                !column.getDataType().nullable()
                                                || names.stream()
                                                        .anyMatch(column.getName()::startsWith)
                                        ? column
                                        : DSL.inline((Object) null)
                                                .cast(column.getDataType())
                                                .as(column.getUnqualifiedName()))
                .toList();
    }

    private static List<SortField<?>> sorted(List<Field<?>> columns, List<Boolean> descending) {
        List<SortField<?>> order = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            order.add(descending.get(i) ? columns.get(i).desc() : columns.get(i).asc());
        }
        return order;
    }

    /** By the order columns that every part has selected. */
    private static SelectLimitStep<Record> merged(
            DSLContext db, Select<Record> parts, Cursors cursors, List<Boolean> descending) {
        List<Field<?>> columns =
                cursors.selected().stream()
                        .<Field<?>>map(column -> DSL.field(column.getUnqualifiedName()))
                        .toList();
        return db.select(DSL.asterisk())
                .from(parts.asTable("part"))
                .orderBy(sorted(columns, descending));
    }

    private static @Nullable Count count(
            DSLContext db, Table<?> table, Condition where, ListRequest request) {
        return request.counted()
                ? Count.ofCappedAt(
                        db.fetchCount(
                                db.selectOne().from(table).where(where).limit(Count.LIMIT + 1)))
                : null;
    }
}
