package headwater.cdc.warehouse;

import headwater.cdc.change.Position;
import headwater.cdc.mapping.TableMapping;
import headwater.cdc.mapping.TableSql;

import java.util.Set;
import java.util.stream.Collectors;

/** Which tables hold everything PostgreSQL had before the stream reached them. */
public final class CopyLog {

    private final Warehouse warehouse;

    public CopyLog(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    public Set<String> copied(int epoch) {
        return warehouse
                .query(
                        "SELECT tbl FROM cdc.backfill FINAL WHERE state = 'ready' AND epoch = "
                                + epoch)
                .stream()
                .map(row -> row.getString(1))
                .collect(Collectors.toSet());
    }

    public void ready(TableMapping table, int epoch, Position at, long rows) {
        String lsn = Long.toUnsignedString(at.lsn());
        warehouse.execute(
                "INSERT INTO cdc.backfill (tbl, epoch, start_lsn, end_lsn, state, rows) VALUES (%s, %d, %s, %s, 'ready', %d)"
                        .formatted(TableSql.text(table.name()), epoch, lsn, lsn, rows));
    }

    /**
     * Takes out what an interrupted copy left in the log; in the state a second copy replaces it.
     */
    public void forget(TableMapping table, int epoch) {
        warehouse.execute(
                "DELETE FROM %s WHERE _op = 'r' AND _epoch = %d"
                        .formatted(
                                TableSql.table(Warehouse.DATABASE, table.name() + "_changes"),
                                epoch));
    }

    /** Drops a half-filled first copy and all that was noted of it. */
    public void startOver() {
        for (var row :
                warehouse.query(
                        "SELECT name FROM system.tables WHERE database = 'cdc' AND (name IN ('tx', 'backfill', 'source') OR name LIKE '%\\_changes' OR concat(name, '_changes') IN (SELECT name FROM system.tables WHERE database = 'cdc'))")) {
            warehouse.execute(
                    "DROP TABLE IF EXISTS "
                            + TableSql.table(Warehouse.DATABASE, row.getString(1))
                            + " SYNC");
        }
    }

    /** The cluster the epoch's rows come from; empty text if not noted. */
    public String source(int epoch) {
        return warehouse
                .query(
                        "SELECT system_identifier FROM cdc.source FINAL WHERE pipeline = 'crm' AND epoch = "
                                + epoch)
                .stream()
                .map(row -> row.getString(1))
                .findFirst()
                .orElse("");
    }

    public void source(int epoch, String systemIdentifier) {
        warehouse.execute(
                "INSERT INTO cdc.source (pipeline, epoch, system_identifier) VALUES ('crm', %d, %s)"
                        .formatted(epoch, TableSql.text(systemIdentifier)));
    }
}
