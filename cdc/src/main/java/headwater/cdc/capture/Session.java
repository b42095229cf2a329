package headwater.cdc.capture;

import headwater.cdc.Settings;
import headwater.cdc.change.EventDecoder;
import headwater.cdc.change.Position;
import headwater.cdc.health.Refused;
import headwater.cdc.health.StreamStatus;
import headwater.cdc.health.StreamStatus.State;
import headwater.cdc.mapping.SourceTable;
import headwater.cdc.warehouse.Ledger;
import headwater.cdc.warehouse.Retry;
import headwater.cdc.warehouse.Tables;
import headwater.cdc.warehouse.Warehouse;
import headwater.cdc.warehouse.WarehouseVersion;
import headwater.cdc.warehouse.Writer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;

/**
 * One attempt to stream: from the first connection until something fails or the process is told to
 * stop.
 */
final class Session {

    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration UNTIL_FIRST_BEAT = Duration.ofMillis(200);
    private static final int NETWORK_TIMEOUT_MILLIS = 10_000;

    private final Settings settings;
    private final StreamStatus status;
    private final CountDownLatch stop;
    private final SourceDatabase source;
    private volatile boolean ended;

    /**
     * @param stop counted down to end the session
     */
    Session(Settings settings, StreamStatus status, CountDownLatch stop) {
        this.settings = settings;
        this.status = status;
        this.stop = stop;
        this.source =
                new SourceDatabase(
                        settings.postgres().url(),
                        settings.postgres().user(),
                        settings.postgres().password());
    }

    /**
     * @throws Refused if one of the servers cannot carry the stream
     */
    void check() throws SQLException {
        try (Connection connection = source.connect();
                Warehouse warehouse = warehouse()) {
            check(connection, warehouse);
        }
    }

    /** Returns when told to stop; throws whatever else ends the stream. */
    void run() throws Exception {
        try (Connection lock = source.connect();
                Warehouse warehouse = warehouse()) {
            check(lock, warehouse);
            if (new Turn(status, stop).await(lock)) {
                prepareAndStream(lock, warehouse);
            }
        } finally {
            // A write that ClickHouse does not take must not outlive the session.
            ended = true;
        }
    }

    private static void check(Connection connection, Warehouse warehouse) throws SQLException {
        SourceDatabase.check(connection);
        WarehouseVersion.check(warehouse);
    }

    private Warehouse warehouse() {
        return new Warehouse(
                settings.clickhouse().url(),
                settings.clickhouse().user(),
                settings.clickhouse().password());
    }

    private void prepareAndStream(Connection lock, Warehouse warehouse) throws Exception {
        int epoch = Preparation.FIRST_EPOCH;
        Ledger ledger = new Ledger(warehouse, InstantSource.system());
        Tables tables = new Tables(warehouse, this::catalog);
        Retry retry = new Retry(status, () -> ended || stop.getCount() == 0);
        try (Writer writer = new Writer(warehouse, ledger, retry, tables::follow, epoch)) {
            Preparation preparation =
                    new Preparation(source, warehouse, ledger, tables, writer, status);
            status.is(State.STARTING, "preparing tables");
            Position start = preparation.prepare(lock);
            Applier applier =
                    new Applier(
                            tables,
                            writer,
                            preparation::bringInStep,
                            ledger.committedMicrosUpTo(epoch, start));
            BatchHandler handler =
                    new BatchHandler(new EventDecoder(epoch, start), applier, status, epoch);
            LOG.info("Streaming from {}", start);
            stream(lock, handler);
        }
    }

    private void stream(Connection lock, BatchHandler handler) throws Exception {
        status.is(State.STARTING, "waiting for the first sign of life");
        lock.setNetworkTimeout(Runnable::run, NETWORK_TIMEOUT_MILLIS);
        try (Engine engine = Engine.start(engineProperties(), handler)) {
            try {
                while (stop.getCount() > 0) {
                    engine.await(watch(lock));
                }
            } finally {
                ended = true;
            }
        } catch (EngineEnded e) {
            RuntimeException cause = handler.failure();
            throw cause == null ? e : cause;
        }
    }

    private Properties engineProperties() {
        return EngineProperties.of(
                settings.postgres().url(),
                settings.postgres().user(),
                settings.postgres().password());
    }

    /**
     * Proves that the lock's connection lives, measures the lag, and returns when to look again.
     */
    private Duration watch(Connection lock) throws SQLException {
        Position end = SourceDatabase.end(lock);
        StreamStatus.Applied applied = status.applied();
        if (applied != null) {
            status.lagBytes(Math.max(0, end.lsn() - applied.position().lsn()));
        }
        if (status.now().state() == State.STARTING) {
            SourceDatabase.beat(lock);
            return UNTIL_FIRST_BEAT;
        }
        return BETWEEN_LOOKS;
    }

    private List<SourceTable> catalog() {
        try (Connection connection = source.connect()) {
            return Catalog.read(connection);
        } catch (SQLException e) {
            throw new SourceFailed(e);
        }
    }
}
