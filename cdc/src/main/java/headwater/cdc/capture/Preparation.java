package headwater.cdc.capture;

import headwater.cdc.backfill.Copy;
import headwater.cdc.change.Position;
import headwater.cdc.health.StreamStatus;
import headwater.cdc.mapping.TableMapping;
import headwater.cdc.warehouse.CopyLog;
import headwater.cdc.warehouse.Ledger;
import headwater.cdc.warehouse.Migrations;
import headwater.cdc.warehouse.Tables;
import headwater.cdc.warehouse.Warehouse;
import headwater.cdc.warehouse.Writer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything between holding the lock and starting the engine: may the stream go on, and if nothing
 * was streamed yet, the first copy.
 */
final class Preparation {

    /** The only epoch until a rebuild starts another. */
    static final int FIRST_EPOCH = 1;

    private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);

    private final SourceDatabase source;
    private final Warehouse warehouse;
    private final Ledger ledger;
    private final CopyLog copyLog;
    private final Tables tables;
    private final Writer writer;
    private final StreamStatus status;

    Preparation(
            SourceDatabase source,
            Warehouse warehouse,
            Ledger ledger,
            Tables tables,
            Writer writer,
            StreamStatus status) {
        this.source = source;
        this.warehouse = warehouse;
        this.ledger = ledger;
        this.copyLog = new CopyLog(warehouse);
        this.tables = tables;
        this.writer = writer;
        this.status = status;
    }

    /** Returns where the slot stands, with every table in place and every migration applied. */
    Position prepare(Connection connection) throws SQLException, InterruptedException {
        ledger.create();
        Slot.awaitFree(connection);
        Optional<Slot.State> slot = Slot.read(connection);
        Optional<Ledger.Watermark> watermark = ledger.watermark();
        GapCheck.Decision decision =
                GapCheck.decide(
                        new GapCheck.Findings(
                                slot.orElse(null),
                                watermark.map(Ledger.Watermark::position).orElse(null),
                                ledger.holdsTransactions(),
                                copyLog.source(FIRST_EPOCH),
                                SourceDatabase.systemIdentifier(connection),
                                SourceDatabase.end(connection)));
        Position start =
                switch (decision) {
                    case COPY -> copyEverything(connection, slot.isPresent());
                    case RESUME -> slot.orElseThrow().confirmed();
                };
        bringInStep();
        new Migrations(warehouse).apply();
        watermark.ifPresent(w -> status.applied(w.position(), w.committedMicros()));
        return start;
    }

    /** Follows the catalog, and copies tables that were published since the last time. */
    void bringInStep() throws InterruptedException {
        tables.follow();
        Set<String> copied = copyLog.copied(FIRST_EPOCH);
        List<TableMapping> added =
                tables.all().stream().filter(table -> !copied.contains(table.name())).toList();
        if (added.isEmpty()) {
            return;
        }
        added.forEach(table -> copyLog.forget(table, FIRST_EPOCH));
        try (Connection reader = source.connect()) {
            begin(reader);
            copy(added, Copy.of(reader, writer, FIRST_EPOCH, SourceDatabase.end(reader)), reader);
        } catch (SQLException e) {
            throw new SourceFailed(e);
        }
    }

    private Position copyEverything(Connection connection, boolean slotExists)
            throws SQLException, InterruptedException {
        status.is(StreamStatus.State.COPYING, "first copy of all tables");
        if (slotExists) {
            LOG.warn("A first copy was interrupted, or the warehouse is new: copying everything");
            Slot.drop(connection);
        }
        copyLog.startOver();
        ledger.create();
        tables.follow();
        try (Connection replication = source.connectForReplication();
                Connection reader = source.connect()) {
            Slot.Created slot = Slot.create(replication);
            begin(reader);
            execute(reader, "SET TRANSACTION SNAPSHOT '" + slot.snapshot() + "'");
            Copy copy = Copy.of(reader, writer, FIRST_EPOCH, slot.position());
            long rows = copy(tables.all(), copy, slot.position());
            copyLog.source(FIRST_EPOCH, SourceDatabase.systemIdentifier(connection));
            writer.promise(
                    List.of(
                            new Ledger.Transaction(
                                    slot.position(), 0, 0, copy.committedMicros(), rows)),
                    new Ledger.Watermark(FIRST_EPOCH, slot.position(), copy.committedMicros()));
            LOG.info("Copied {} rows of {} tables", rows, tables.all().size());
            return slot.position();
        }
    }

    private void copy(List<TableMapping> added, Copy copy, Connection reader)
            throws SQLException, InterruptedException {
        long rows = copy(added, copy, SourceDatabase.end(reader));
        LOG.info("Copied {} rows of {} newly published tables", rows, added.size());
    }

    private long copy(List<TableMapping> all, Copy copy, Position at)
            throws SQLException, InterruptedException {
        long rows = 0;
        for (TableMapping table : all) {
            long count = copy.table(table);
            copyLog.ready(table, FIRST_EPOCH, at, count);
            rows += count;
        }
        return rows;
    }

    private static void begin(Connection reader) throws SQLException {
        reader.setAutoCommit(false);
        reader.setReadOnly(true);
        reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
