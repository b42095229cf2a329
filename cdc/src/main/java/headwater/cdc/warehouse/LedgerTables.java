package headwater.cdc.warehouse;

import headwater.cdc.mapping.TableSql;

import java.util.List;
import java.util.stream.Stream;

/** The statements that make the stream's own tables. */
final class LedgerTables {

    static final List<String> SQL =
            Stream.of(
                            "CREATE DATABASE IF NOT EXISTS cdc",
                            """
                    CREATE TABLE IF NOT EXISTS cdc.tx (epoch UInt16, commit_lsn UInt64, base_lsn UInt64, xid UInt64,
                      commit_ts DateTime64(6, 'UTC'), events UInt64)
                    ENGINE = ReplacingMergeTree ORDER BY (epoch, commit_lsn) SETTINGS %s
                    """,
                            """
                    CREATE TABLE IF NOT EXISTS cdc.watermark (pipeline LowCardinality(String), epoch UInt16,
                      applied_lsn UInt64, commit_ts DateTime64(6, 'UTC'), applied_at DateTime64(6, 'UTC'))
                    ENGINE = MergeTree ORDER BY (pipeline, epoch, applied_lsn) SETTINGS %s
                    """,
                            """
                    CREATE TABLE IF NOT EXISTS cdc.truncates (tbl LowCardinality(String), epoch UInt16, version UInt128,
                      commit_ts DateTime64(6, 'UTC'))
                    ENGINE = ReplacingMergeTree ORDER BY (tbl, epoch, version) SETTINGS %s
                    """,
                            """
                    CREATE TABLE IF NOT EXISTS cdc.dead_letter (at DateTime64(6, 'UTC'), tbl LowCardinality(String),
                      pk String, col String, version UInt128, pg_type String, raw String, error String)
                    ENGINE = ReplacingMergeTree ORDER BY (tbl, pk, version, col) SETTINGS %s
                    """,
                            """
                    CREATE TABLE IF NOT EXISTS cdc.backfill (tbl LowCardinality(String), epoch UInt16, start_lsn UInt64,
                      end_lsn UInt64, state LowCardinality(String), rows UInt64, checksum String,
                      updated_at DateTime64(6, 'UTC') DEFAULT now64(6, 'UTC'))
                    ENGINE = ReplacingMergeTree(updated_at) ORDER BY (epoch, tbl) SETTINGS %s
                    """,
                            """
                    CREATE TABLE IF NOT EXISTS cdc.source (pipeline LowCardinality(String), epoch UInt16,
                      system_identifier String)
                    ENGINE = ReplacingMergeTree ORDER BY (pipeline, epoch) SETTINGS %s
                    """)
                    .map(sql -> sql.replace("%s", TableSql.DURABLE))
                    .toList();

    private LedgerTables() {}
}
