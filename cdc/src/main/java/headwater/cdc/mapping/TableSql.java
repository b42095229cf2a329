package headwater.cdc.mapping;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Collectors;

/** The statements that make a published table's two tables and its view. */
public final class TableSql {

    /**
     * Every table of the stream is on disk before its insert returns: what is acknowledged to
     * PostgreSQL must survive a power cut.
     */
    public static final String DURABLE =
            "non_replicated_deduplication_window = 1000, fsync_after_insert = 1, fsync_part_directory = 1";

    private TableSql() {}

    public static List<String> create(String database, TableMapping mapping) {
        String columns =
                mapping.types().entrySet().stream()
                        .map(column -> quoted(column.getKey()) + " " + column.getValue())
                        .collect(Collectors.joining(", "));
        String key =
                mapping.source().key().stream()
                        .map(TableSql::quoted)
                        .collect(Collectors.joining(", "));
        String state = table(database, mapping.name());
        String changes = table(database, mapping.name() + "_changes");
        return List.of(
                """
                CREATE TABLE IF NOT EXISTS %s (%s,
                  _version UInt128, _deleted UInt8, _commit_ts DateTime64(6, 'UTC'))
                ENGINE = ReplacingMergeTree(_version, _deleted) ORDER BY (%s) SETTINGS %s
                """
                        .formatted(state, columns, key, DURABLE),
                """
                CREATE TABLE IF NOT EXISTS %s (%s,
                  _op Enum8('r' = 0, 'c' = 1, 'u' = 2, 'd' = 3),
                  _commit_ts DateTime64(6, 'UTC') CODEC(Delta, ZSTD(1)),
                  _epoch UInt16, _base_lsn UInt64 CODEC(Delta, ZSTD(1)), _lsn UInt64 CODEC(Delta, ZSTD(1)),
                  _xid UInt64, _ord UInt64, _version UInt128, _before String CODEC(ZSTD(3)), _flags UInt16,
                  _actor Nullable(Int64), _on_behalf_of Nullable(Int64), _door LowCardinality(String),
                  _request_id String, _reason String, _rule String,
                  _ingested_at DateTime64(6, 'UTC') DEFAULT now64(6, 'UTC'))
                ENGINE = ReplacingMergeTree PARTITION BY toYYYYMM(_commit_ts)
                ORDER BY (%s, _epoch, _commit_ts, _xid, _ord) SETTINGS %s
                """
                        .formatted(changes, columns, key, DURABLE),
                view(database, mapping));
    }

    /** Again after every added column, because a view's columns are fixed when it is made. */
    public static String view(String database, TableMapping mapping) {
        return "CREATE OR REPLACE VIEW %s AS SELECT * EXCEPT (_version, _deleted, _commit_ts) FROM %s FINAL WHERE _deleted = 0"
                .formatted(
                        table(database, mapping.name() + "_current"),
                        table(database, mapping.name()));
    }

    /**
     * Adds a column to a table. Rows already there show what PostgreSQL shows for them: null, or
     * the constant the column was added with.
     *
     * @param added that constant as text, of an array as JSON; null for none
     */
    public static String addColumn(
            String table, String column, String type, @Nullable String added, String after) {
        return "ALTER TABLE %s ADD COLUMN IF NOT EXISTS %s %s%s AFTER %s"
                .formatted(
                        table,
                        quoted(column),
                        type,
                        added == null ? "" : " DEFAULT " + constant(type, added),
                        quoted(after));
    }

    private static String constant(String type, String added) {
        if (type.startsWith("Array(")) {
            return "CAST(JSONExtract(%s, 'Array(Nullable(String))'), %s)"
                    .formatted(text(added), text(type));
        }
        return type.contains("DateTime64")
                ? "parseDateTime64BestEffortOrNull(" + text(added) + ", 6, 'UTC')"
                : "CAST(" + text(added) + ", " + text(type) + ")";
    }

    /** Marks every row older than the given version as deleted. */
    public static String truncate(
            String database, TableMapping mapping, String version, long committedMicros) {
        String key =
                mapping.source().key().stream()
                        .map(TableSql::quoted)
                        .collect(Collectors.joining(", "));
        String state = table(database, mapping.name());
        return """
        INSERT INTO %s (%s, _version, _deleted, _commit_ts)
        SELECT %s, %s, 1, fromUnixTimestamp64Micro(%d, 'UTC') FROM %s FINAL WHERE _version < %s AND _deleted = 0
        """
                .formatted(state, key, key, version, committedMicros, state, version);
    }

    public static String table(String database, String name) {
        return quoted(database) + "." + quoted(name);
    }

    public static String quoted(String name) {
        return "`" + name.replace("\\", "\\\\").replace("`", "\\`") + "`";
    }

    public static String text(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
