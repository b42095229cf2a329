package headwater.cdc.warehouse;

import headwater.cdc.health.Refused;
import headwater.cdc.mapping.TableMapping;
import headwater.cdc.mapping.TableSql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tables of database {@code cdc} as ClickHouse has them, beside what they should be. */
final class WarehouseColumns {

    private final Map<String, Map<String, String>> types = new HashMap<>();
    private final Map<String, String> keys = new HashMap<>();

    private WarehouseColumns() {}

    static WarehouseColumns read(Warehouse warehouse) {
        WarehouseColumns read = new WarehouseColumns();
        warehouse
                .query(
                        "SELECT table, name, type FROM system.columns WHERE database = 'cdc' ORDER BY table, position")
                .forEach(
                        row ->
                                read.types
                                        .computeIfAbsent(
                                                row.getString(1), name -> new LinkedHashMap<>())
                                        .put(row.getString(2), row.getString(3)));
        warehouse
                .query("SELECT name, sorting_key FROM system.tables WHERE database = 'cdc'")
                .forEach(row -> read.keys.put(row.getString(1), plain(row.getString(2))));
        return read;
    }

    /**
     * ClickHouse shows the key as it was written, with parentheses and quotes (26.7) or without.
     */
    private static String plain(String key) {
        return key.replaceAll("[()`]", "");
    }

    boolean holds(String table) {
        return types.containsKey(table);
    }

    /** Source columns that are Nullable in any of the tables, and so must be in all. */
    Set<String> nullable(Collection<String> tables) {
        Set<String> nullable = new HashSet<>();
        for (String table : tables) {
            types.getOrDefault(table, Map.of())
                    .forEach(
                            (column, type) -> {
                                if (!column.startsWith("_") && type.startsWith("Nullable(")) {
                                    nullable.add(column);
                                }
                            });
        }
        return nullable;
    }

    void refuseOtherKey(TableMapping table) {
        String now = String.join(", ", table.source().key());
        String was = keys.getOrDefault(table.name(), now);
        if (!was.equals(now)) {
            throw new Refused(
                    "The primary key of crm.%s changed from (%s) to (%s): stop the stream, rename cdc.%s and cdc.%s_changes, and start it again to copy the table anew."
                            .formatted(table.name(), was, now, table.name(), table.name()));
        }
    }

    /** Statements that bring a table in step. */
    List<String> widenings(String name, TableMapping mapping) {
        Map<String, String> actual = types.getOrDefault(name, Map.of());
        String target = TableSql.table(Warehouse.DATABASE, name);
        List<String> statements = new ArrayList<>();
        String after = "";
        for (Map.Entry<String, String> column : mapping.types().entrySet()) {
            String type = actual.get(column.getKey());
            if (type == null) {
                statements.add(
                        TableSql.addColumn(
                                target,
                                column.getKey(),
                                column.getValue(),
                                mapping.added(column.getKey()),
                                after));
            } else if (column.getValue().equals("Nullable(" + type + ")")) {
                statements.add(modify(target, column.getKey(), column.getValue()));
            } else if (!column.getValue().equals(type)) {
                throw new Refused(
                        "Column crm.%s.%s is now %s where the warehouse has %s: run ALTER TABLE %s MODIFY COLUMN %s %s, on cdc.%s_changes too, or undo the change."
                                .formatted(
                                        mapping.name(),
                                        column.getKey(),
                                        column.getValue(),
                                        type,
                                        target,
                                        TableSql.quoted(column.getKey()),
                                        column.getValue(),
                                        mapping.name()));
            }
            after = column.getKey();
        }
        statements.addAll(dropped(target, actual, mapping));
        return statements;
    }

    /** A column PostgreSQL no longer has is null in rows written from now on, not zero. */
    private static List<String> dropped(
            String target, Map<String, String> actual, TableMapping mapping) {
        return actual.entrySet().stream()
                .filter(column -> !column.getKey().startsWith("_"))
                .filter(column -> !mapping.types().containsKey(column.getKey()))
                .filter(column -> !column.getValue().startsWith("Nullable("))
                .filter(column -> !column.getValue().startsWith("Array("))
                .map(
                        column ->
                                modify(
                                        target,
                                        column.getKey(),
                                        "Nullable(" + column.getValue() + ")"))
                .toList();
    }

    private static String modify(String target, String column, String type) {
        return "ALTER TABLE %s MODIFY COLUMN %s %s"
                .formatted(target, TableSql.quoted(column), type);
    }
}
