package headwater.analytics;

import headwater.analytics.clickhouse.Warehouse;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/** How far the stream has come, and waiting for it to come further. */
final class Watermark {

    private static final Duration POLL = Duration.ofMillis(3);
    private static final Duration NUDGE_AFTER = Duration.ofMillis(30);

    // The newest epoch decides: after a restored backup older positions may be greater.
    private static final String LAST_APPLIED =
            """
            SELECT toInt64(applied_lsn) AS lsn, toUnixTimestamp64Micro(commit_ts) AS committed
            FROM cdc.watermark
            WHERE pipeline = 'crm'
            ORDER BY epoch DESC, applied_lsn DESC
            LIMIT 1
            """;

    private final Warehouse warehouse;
    private final Duration patience;

    Watermark(Warehouse warehouse, Duration patience) {
        this.warehouse = warehouse;
        this.patience = patience;
    }

    /** Everything up to {@code lsn}, committed at {@code committedAt}, is in the warehouse. */
    record Position(long lsn, Instant committedAt) {}

    /** The last position applied. */
    Position position() {
        return warehouse
                .select("watermark", LAST_APPLIED, Map.of(), Watermark::read)
                .orElseThrow(
                        () ->
                                new WarehouseUnavailable(
                                        "The warehouse holds no watermark: the stream has not"
                                                + " applied anything yet",
                                        null));
    }

    /** Waits until a write is applied; {@link WarehouseBehind} if that takes too long. */
    Position reached(AfterWrite write) {
        long start = System.nanoTime();
        boolean nudged = false;
        Position position = position();
        while (position.lsn() < write.lsn()) {
            long waited = System.nanoTime() - start;
            if (!nudged && waited > NUDGE_AFTER.toNanos()) {
                nudged = true;
                write.nudge().run();
            } else if (waited > patience.toNanos()) {
                throw new WarehouseBehind(position.lsn(), write.lsn());
            }
            pause();
            position = position();
        }
        return position;
    }

    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new WarehouseUnavailable("Interrupted while waiting for a write", interrupted);
        }
    }

    private static Optional<Position> read(ResultSet rows) throws SQLException {
        if (!rows.next()) {
            return Optional.empty();
        }
        Instant committedAt = Instant.EPOCH.plus(rows.getLong("committed"), ChronoUnit.MICROS);
        return Optional.of(new Position(rows.getLong("lsn"), committedAt));
    }
}
