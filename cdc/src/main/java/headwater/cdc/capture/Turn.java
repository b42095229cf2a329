package headwater.cdc.capture;

import headwater.cdc.health.StreamStatus;
import headwater.cdc.health.StreamStatus.State;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits until this process may stream: the publication exists, and no other process streams. */
final class Turn {

    private static final Logger LOG = LoggerFactory.getLogger(Turn.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final StreamStatus status;
    private final CountDownLatch stop;

    /** Something to wait for. */
    private interface Condition {
        boolean holds() throws SQLException;
    }

    Turn(StreamStatus status, CountDownLatch stop) {
        this.status = status;
        this.stop = stop;
    }

    /**
     * @param lock the connection that holds the lock for as long as it lives
     * @return false if told to stop meanwhile
     */
    boolean await(Connection lock) throws SQLException, InterruptedException {
        return await(
                        () -> Catalog.publicationExists(lock),
                        State.STARTING,
                        "waiting for publication crm_cdc, which api's migrations make")
                && await(
                        () -> WriterLock.taken(lock),
                        State.STANDBY,
                        "another process streams; this one takes over when that one is gone");
    }

    private boolean await(Condition condition, State state, String reason)
            throws SQLException, InterruptedException {
        boolean logged = false;
        while (!condition.holds()) {
            status.is(state, reason);
            if (!logged) {
                LOG.info("Not streaming yet: {}", reason);
                logged = true;
            }
            if (stop.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return true;
    }
}
