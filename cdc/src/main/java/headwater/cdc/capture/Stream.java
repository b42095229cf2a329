package headwater.cdc.capture;

import headwater.cdc.Settings;
import headwater.cdc.health.Gap;
import headwater.cdc.health.Refused;
import headwater.cdc.health.StreamStatus;
import headwater.cdc.health.StreamStatus.State;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the stream running: one session after the other, with growing pauses while they fail, until
 * a gap or the end of the process.
 */
@Component
public final class Stream implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Stream.class);
    private static final List<Duration> PAUSES =
            List.of(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(30));
    private static final Duration BETWEEN_REFUSALS = Duration.ofSeconds(5);
    private static final Duration LONG_RUN = Duration.ofSeconds(10);
    private static final Duration TIME_TO_STOP = Duration.ofSeconds(20);

    private final Settings settings;
    private final StreamStatus status;
    private final CountDownLatch stop = new CountDownLatch(1);
    private @Nullable Thread thread;
    private String lastReason = "";

    public Stream(Settings settings, StreamStatus status) {
        this.settings = settings;
        this.status = status;
    }

    /**
     * @throws Refused if a server that answers cannot carry the stream; for one that does not
     *     answer the sessions wait
     */
    @Override
    public void start() {
        try {
            new Session(settings, status, stop).check();
        } catch (Refused refused) {
            throw refused;
        } catch (Exception unreachable) {
            LOG.debug("Not checked yet: {}", Reason.of(unreachable, settings));
        }
        Thread supervisor = Thread.ofPlatform().name("cdc-stream").daemon().unstarted(this::run);
        thread = supervisor;
        supervisor.start();
    }

    /**
     * Ends the stream; returns when it has ended, or after 20 seconds, because it can be killed at
     * any moment anyway.
     */
    @Override
    public void stop() {
        stop.countDown();
        Thread supervisor = thread;
        if (supervisor != null) {
            try {
                supervisor.join(TIME_TO_STOP);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        Thread supervisor = thread;
        return supervisor != null && supervisor.isAlive();
    }

    private void run() {
        int failures = 0;
        try {
            while (stop.getCount() > 0) {
                long began = System.nanoTime();
                Duration pause = attempt(PAUSES.get(Math.min(failures, PAUSES.size() - 1)));
                if (pause.isNegative()) {
                    return;
                }
                boolean ranLong = System.nanoTime() - began > LONG_RUN.toNanos();
                failures = ranLong ? 0 : failures + 1;
                stop.await(pause.toMillis(), TimeUnit.MILLISECONDS);
            }
            status.is(State.STOPPED, "told to stop");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns how long to wait before the next attempt; negative for never. */
    private Duration attempt(Duration pause) throws InterruptedException {
        try {
            new Session(settings, status, stop).run();
            return Duration.ZERO;
        } catch (Gap gap) {
            status.is(
                    State.GAP,
                    gap.getMessage() + "; the warehouse lacks changes and must be rebuilt");
            LOG.error(
                    "The stream stays stopped: {}. Changes between the two positions are not in the warehouse. Nothing was lost in PostgreSQL: rebuild the warehouse from it.",
                    gap.getMessage());
            return Duration.ofMillis(-1);
        } catch (InterruptedException e) {
            if (stop.getCount() == 0) {
                return Duration.ZERO;
            }
            throw e;
        } catch (Exception e) {
            stopped(Reason.of(e, settings));
            LOG.debug("The stream failed", e);
            return e instanceof Refused ? BETWEEN_REFUSALS : pause;
        }
    }

    private void stopped(String reason) {
        status.is(State.STOPPED, reason);
        if (!reason.equals(lastReason)) {
            lastReason = reason;
            LOG.error("The stream stands still: {}", reason);
        }
    }
}
