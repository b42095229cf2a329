package headwater.cdc.capture;

import headwater.cdc.Settings;
import headwater.cdc.change.EventDecoder;
import headwater.cdc.change.Position;
import headwater.cdc.health.Refused;
import headwater.cdc.health.StreamStatus;
import headwater.cdc.health.StreamStatus.State;
import headwater.cdc.warehouse.Ledger;
import headwater.cdc.warehouse.Retry;
import headwater.cdc.warehouse.Tables;
import headwater.cdc.warehouse.Warehouse;
import headwater.cdc.warehouse.Writer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

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

    /** Returns when told to stop; throws whatever else ends the stream. */
    void run() throws Exception {
        try (Connection lock = source.connect();
                Warehouse warehouse = warehouse()) {
            lock.setNetworkTimeout(Runnable::run, NETWORK_TIMEOUT_MILLIS);
            SourceDatabase.check(lock);
            WarehouseVersion.check(warehouse);
            if (awaitPublication(lock) && awaitLock(lock)) {
                lock.setNetworkTimeout(Runnable::run, 0);
                prepareAndStream(lock, warehouse);
            }
        }
    }

    private Warehouse warehouse() {
        return new Warehouse(
                settings.clickhouse().url(),
                settings.clickhouse().user(),
                settings.clickhouse().password());
    }

    private boolean awaitPublication(Connection lock) throws Exception {
        boolean logged = false;
        while (!Catalog.publicationExists(lock)) {
            status.is(
                    State.STARTING, "waiting for publication crm_cdc, which api's migrations make");
            if (!logged) {
                LOG.info("Waiting for publication crm_cdc");
                logged = true;
            }
            if (stopped(Duration.ofMillis(500))) {
                return false;
            }
        }
        return true;
    }

    private boolean awaitLock(Connection lock) throws Exception {
        boolean logged = false;
        while (!WriterLock.taken(lock)) {
            status.is(State.STANDBY, "another process streams; this one takes over after it");
            if (!logged) {
                LOG.info("Standing by: another process streams");
                logged = true;
            }
            if (stopped(BETWEEN_LOOKS)) {
                return false;
            }
        }
        return true;
    }

    private void prepareAndStream(Connection lock, Warehouse warehouse) throws Exception {
        InstantSource clock = InstantSource.system();
        Ledger ledger = new Ledger(warehouse, clock);
        Tables tables = new Tables(warehouse, this::catalog);
        int epoch = Preparation.FIRST_EPOCH;
        try (Writer writer =
                new Writer(warehouse, ledger, new Retry(status, stop), tables::follow, epoch)) {
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
            stream(lock, handler, start);
        }
    }

    private void stream(Connection lock, BatchHandler handler, Position start) throws Exception {
        status.is(State.STARTING, "waiting for the first sign of life");
        LOG.info("Streaming from {}", start);
        try (Engine engine =
                Engine.start(
                        EngineProperties.of(
                                settings.postgres().url(),
                                settings.postgres().user(),
                                settings.postgres().password()),
                        handler)) {
            lock.setNetworkTimeout(Runnable::run, NETWORK_TIMEOUT_MILLIS);
            while (stop.getCount() > 0) {
                engine.await(watch(lock));
            }
        } catch (EngineEnded e) {
            RuntimeException cause = handler.failure();
            throw cause == null ? e : cause;
        }
    }

    /**
     * Proves that the lock's connection lives, measures the lag, and returns when to look again.
     */
    private Duration watch(Connection lock) throws SQLException {
        StreamStatus.Applied applied = status.applied();
        if (applied != null) {
            status.lagBytes(Math.max(0, SourceDatabase.end(lock).lsn() - applied.position().lsn()));
        }
        if (status.now().state() == State.STARTING) {
            SourceDatabase.beat(lock);
            return UNTIL_FIRST_BEAT;
        }
        SourceDatabase.end(lock);
        return BETWEEN_LOOKS;
    }

    private java.util.List<headwater.cdc.mapping.SourceTable> catalog() {
        try (Connection connection = source.connect()) {
            return Catalog.read(connection);
        } catch (SQLException e) {
            throw new SourceFailed(e);
        }
    }

    private boolean stopped(Duration time) throws InterruptedException {
        return stop.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The oldest ClickHouse the stream runs on. */
    private static final class WarehouseVersion {

        static void check(Warehouse warehouse) {
            String version = warehouse.single("SELECT version()");
            String[] parts = version.split("\\.", 3);
            int comparable = Integer.parseInt(parts[0]) * 100 + Integer.parseInt(parts[1]);
            if (comparable < 2503) {
                throw new Refused(
                        "ClickHouse is version " + version + "; the stream needs 25.3 or newer.");
            }
        }
    }
}
