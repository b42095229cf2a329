package headwater.cdc.mapping;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** One published table and its two tables in ClickHouse: the state now and the log of changes. */
public final class TableMapping {

    private static final List<String> STATE_META = List.of("_version", "_deleted", "_commit_ts");
    private static final List<String> CHANGE_META =
            List.of(
                    "_op",
                    "_commit_ts",
                    "_epoch",
                    "_base_lsn",
                    "_lsn",
                    "_xid",
                    "_ord",
                    "_version",
                    "_before",
                    "_flags",
                    "_actor",
                    "_on_behalf_of",
                    "_door",
                    "_request_id",
                    "_reason",
                    "_rule");

    private final SourceTable table;
    private final List<MappedColumn> columns;

    private TableMapping(SourceTable table, List<MappedColumn> columns) {
        this.table = table;
        this.columns = columns;
    }

    /**
     * @throws UnsupportedTable with a sentence for the operator
     */
    public static TableMapping of(SourceTable table) {
        if (table.key().isEmpty()) {
            throw new UnsupportedTable(
                    "Table crm."
                            + table.name()
                            + " is published but has no primary key: give it one, or take it out of"
                            + " the publication.");
        }
        if (!table.fullIdentity()) {
            throw new UnsupportedTable(
                    "Table crm.%s is published without the row before: run ALTER TABLE crm.%s REPLICA IDENTITY FULL."
                            .formatted(table.name(), table.name()));
        }
        return new TableMapping(
                table, table.columns().stream().map(column -> map(table, column)).toList());
    }

    private static MappedColumn map(SourceTable table, SourceColumn column) {
        ColumnType type =
                ColumnTypes.of(column)
                        .orElseThrow(
                                () ->
                                        new UnsupportedTable(
                                                "Column crm.%s.%s has type %s, which the stream does not carry: change its type, or leave it out of the publication's column list."
                                                        .formatted(
                                                                table.name(),
                                                                column.name(),
                                                                column.type())));
        boolean list = column.type().startsWith("_");
        boolean key = table.key().contains(column.name());
        boolean nullable = !key && !list && (!column.notNull() || type.alwaysNullable());
        return new MappedColumn(column, type, nullable);
    }

    /** The same, taking a column as Nullable where ClickHouse's already is. */
    public TableMapping nullableWhere(Set<String> names) {
        return new TableMapping(
                table,
                columns.stream().map(c -> names.contains(c.name()) ? withNull(c) : c).toList());
    }

    private static MappedColumn withNull(MappedColumn column) {
        return new MappedColumn(column.source(), column.type(), true);
    }

    public String name() {
        return table.name();
    }

    public SourceTable source() {
        return table;
    }

    List<MappedColumn> columns() {
        return columns;
    }

    public List<String> names() {
        return columns.stream().map(MappedColumn::name).toList();
    }

    public List<String> stateColumns() {
        return Stream.concat(names().stream(), STATE_META.stream()).toList();
    }

    public List<String> changeColumns() {
        return Stream.concat(names().stream(), CHANGE_META.stream()).toList();
    }

    /** Type of each source column as ClickHouse should have it. */
    public Map<String, String> types() {
        Map<String, String> types = new LinkedHashMap<>();
        columns.forEach(column -> types.put(column.name(), column.sql()));
        return types;
    }

    /** What rows older than an added column have in it, as text; null for nothing. */
    public @Nullable String added(String column) {
        return columns.stream()
                .filter(c -> c.name().equals(column))
                .findFirst()
                .map(c -> c.source().added())
                .orElse(null);
    }

    List<MappedColumn> keyColumns() {
        List<MappedColumn> key = new ArrayList<>();
        for (String name : table.key()) {
            columns.stream().filter(column -> column.name().equals(name)).forEach(key::add);
        }
        return key;
    }
}
