package headwater.cdc;

import static org.awaitility.Awaitility.await;

import static java.util.Comparator.comparingInt;

import com.clickhouse.client.api.query.GenericRecord;

import headwater.cdc.capture.Stream;
import headwater.cdc.change.Position;
import headwater.cdc.health.StreamStatus;
import headwater.cdc.health.StreamStatus.State;
import headwater.cdc.warehouse.Warehouse;
import headwater.engines.SharedEngines;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A fresh PostgreSQL database with the real schema, an empty warehouse, and a stream between them
 * that a test starts and stops.
 */
public final class StreamFixture implements AutoCloseable {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    public final Warehouse warehouse;
    private final String url;
    private final Connection connection;
    private StreamStatus status = new StreamStatus(InstantSource.system());
    private Stream stream;

    public StreamFixture() throws Exception {
        var postgres = SharedEngines.postgres();
        String database = "stream_" + DATABASES.incrementAndGet();
        try (Connection admin = open(postgres.jdbcUrl("postgres"));
                Statement statement = admin.createStatement()) {
            statement.execute(
                    "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots");
            statement.execute("CREATE DATABASE " + database);
        }
        url = postgres.jdbcUrl(database);
        connection = open(url);
        try (var files = Files.list(Path.of("../migrations/postgres"))) {
            for (Path file : files.sorted(comparingInt(StreamFixture::version)).toList()) {
                sql(Files.readString(file));
            }
        }
        var clickHouse = SharedEngines.clickHouse();
        warehouse = new Warehouse(clickHouse.url(), clickHouse.user(), clickHouse.password());
        warehouse.execute("DROP DATABASE IF EXISTS bi SYNC");
        warehouse.execute("DROP DATABASE IF EXISTS cdc SYNC");
    }

    /** Of a migration: V12__quotes.sql comes after V9__calendars.sql. */
    private static int version(Path migration) {
        return Integer.parseInt(migration.getFileName().toString().split("__")[0].substring(1));
    }

    public Settings settings() {
        var clickHouse = SharedEngines.clickHouse();
        return new Settings(
                new Settings.Postgres(
                        url, SharedEngines.postgres().user(), SharedEngines.postgres().password()),
                new Settings.ClickHouse(clickHouse.url(), clickHouse.user(), clickHouse.password()),
                "0");
    }

    /** Starts and returns once changes arrive. */
    public StreamFixture start() {
        launch();
        await("the stream streams")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> status.now().state() == State.STREAMING);
        return this;
    }

    /** Starts and returns at once. */
    public void launch() {
        status = new StreamStatus(InstantSource.system());
        stream = new Stream(settings(), status);
        stream.start();
    }

    /** PostgreSQL lets go of the slot a moment after the connection is closed. */
    public void stop() {
        if (stream != null) {
            stream.stop();
            stream = null;
            await("the slot is free")
                    .until(
                            () ->
                                    source(
                                                    "SELECT slot_name FROM pg_replication_slots WHERE active")
                                            .isEmpty());
        }
    }

    public StreamStatus status() {
        return status;
    }

    public Connection open() throws SQLException {
        return open(url);
    }

    private static Connection open(String url) throws SQLException {
        return DriverManager.getConnection(
                url, SharedEngines.postgres().user(), SharedEngines.postgres().password());
    }

    /** Runs statements in one transaction. */
    public void sql(String... statements) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** The first column of PostgreSQL's rows, as text. */
    public List<String> source(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    /** The first column of ClickHouse's rows, as text. */
    public List<String> warehouse(String sql) {
        return warehouse.query(sql).stream().map(StreamFixture::first).toList();
    }

    private static String first(GenericRecord row) {
        return row.hasValue(1) ? row.getString(1) : null;
    }

    /**
     * Waits until everything committed so far is in the warehouse; returns the position that proves
     * it.
     */
    public Position awaitApplied() throws SQLException {
        Position end = Position.parse(source("SELECT pg_current_wal_insert_lsn()").getFirst());
        sql("SELECT pg_logical_emit_message(false, 'crm-cdc-hb', '', true)");
        await("the warehouse reaches " + end)
                .atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> !applied().isEmpty() && !end.isAfter(applied().getFirst()));
        return end;
    }

    private List<Position> applied() {
        return warehouse(
                        "SELECT toString(max(applied_lsn)) FROM cdc.watermark WHERE pipeline = 'crm'")
                .stream()
                .map(Position::ofDecimal)
                .toList();
    }

    @Override
    public void close() throws SQLException {
        stop();
        warehouse.close();
        connection.close();
        try (Connection admin = open(SharedEngines.postgres().jdbcUrl("postgres"));
                Statement statement = admin.createStatement()) {
            statement.execute(
                    "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE NOT active");
        }
    }
}
