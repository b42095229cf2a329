package headwater.cdc.capture;

import headwater.cdc.change.Position;
import headwater.cdc.health.Refused;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** The replication slot: PostgreSQL's memory of how far the stream is. */
final class Slot {

    static final String NAME = "crm_cdc";

    private static final int ATTEMPTS_BEFORE_ENDING = 10;
    private static final int ATTEMPTS = 100;

    /** What PostgreSQL says about the slot. */
    record State(
            Position confirmed, String walStatus, @Nullable String invalidation, boolean active) {

        boolean isLost() {
            return walStatus.equals("lost") || invalidation != null;
        }
    }

    /**
     * A new slot. Its snapshot shows exactly what was committed before its position, while its
     * connection stays open and unused.
     */
    record Created(Position position, String snapshot) {}

    private Slot() {}

    static Optional<State> read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                """
                                SELECT confirmed_flush_lsn, coalesce(wal_status, ''), invalidation_reason, active
                                FROM pg_replication_slots
                                WHERE slot_name = 'crm_cdc' AND database = current_database()
                                """)) {
            return rows.next()
                    ? Optional.of(
                            new State(
                                    Position.parse(rows.getString(1)),
                                    rows.getString(2),
                                    rows.getString(3),
                                    rows.getBoolean(4)))
                    : Optional.empty();
        }
    }

    /**
     * @param replication a connection of the replication protocol
     */
    static Created create(Connection replication) throws SQLException {
        try (Statement statement = replication.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "CREATE_REPLICATION_SLOT crm_cdc LOGICAL pgoutput (SNAPSHOT 'export', FAILOVER)")) {
            rows.next();
            return new Created(
                    Position.parse(rows.getString("consistent_point")),
                    rows.getString("snapshot_name"));
        }
    }

    static void drop(Connection connection) throws SQLException {
        SourceDatabase.text(connection, "SELECT pg_drop_replication_slot('crm_cdc')");
    }

    /**
     * Waits until nobody reads the slot. The caller holds the lock, so a reader is what a killed
     * process left behind; it is ended after a second.
     */
    static void awaitFree(Connection connection) throws SQLException, InterruptedException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<State> slot = read(connection);
            if (slot.isEmpty() || !slot.get().active()) {
                return;
            }
            if (attempt == ATTEMPTS_BEFORE_ENDING) {
                SourceDatabase.text(
                        connection,
                        "SELECT count(pg_terminate_backend(active_pid)) FROM pg_replication_slots WHERE slot_name = 'crm_cdc' AND active");
            }
            Thread.sleep(100);
        }
        throw new Refused("Replication slot crm_cdc is in use by another program: stop that one.");
    }
}
