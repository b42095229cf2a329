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
import org.jooq.SortField;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * Reads one page of one table in a total order that ends in the key. One statement, and one more
 * when the total is asked for.
 */
public final class KeysetList {
    private KeysetList() {}

    /**
     * @param scope the rows that the viewer may see; part of every statement
     */
    public static <R extends Record, T> Connection<T> fetch(
            DSLContext db,
            Table<R> table,
            Condition scope,
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
            Condition scope,
            ReadableFields fields,
            ListRequest request,
            Function<? super Record, T> mapper) {
        Condition where = scope.and(fields.condition(request.filter()));
        List<Field<?>> columns = new ArrayList<>();
        List<SortField<?>> order = new ArrayList<>();
        for (var part : request.orderBy()) {
            Field<?> column = fields.orderColumn(part.field());
            columns.add(column);
            order.add(part.descending() != request.backward() ? column.desc() : column.asc());
        }
        columns.add(fields.key());
        // The key follows the last order's direction, so that one index serves both.
        boolean keyDescending =
                !request.orderBy().isEmpty() && request.orderBy().getLast().descending();
        order.add(keyDescending != request.backward() ? fields.key().desc() : fields.key().asc());

        var cursors = new Cursors(request, columns);
        var select =
                db.select(table.fields())
                        .select(more)
                        .select(cursors.selected())
                        .from(table)
                        .where(where)
                        .orderBy(order);
        var rows =
                request.cursor() == null
                        ? select.limit(request.limit() + 1).fetch()
                        : select.seek(cursors.decode(request.cursor()))
                                .limit(request.limit() + 1)
                                .fetch();
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
        return new Connection<>(edges, info, count(db, table, where, request));
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
