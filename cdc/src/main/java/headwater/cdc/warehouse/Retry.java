package headwater.cdc.warehouse;

import headwater.cdc.health.StreamStatus;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

/**
 * Writes until ClickHouse has taken it, however long that takes: the only way not to lose a batch,
 * because the engine would hand over the next one.
 */
public final class Retry {

    private static final Logger LOG = LoggerFactory.getLogger(Retry.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final long SLICE_MILLIS = 100;

    private final StreamStatus status;
    private final BooleanSupplier ended;

    /**
     * @param ended ends the attempts with {@link InterruptedException}
     */
    public Retry(StreamStatus status, BooleanSupplier ended) {
        this.status = status;
        this.ended = ended;
    }

    /**
     * @param inStep brings the tables in step; run once if ClickHouse says they are not
     * @throws RuntimeException what cannot be mended by trying again
     */
    public void run(Runnable write, Runnable inStep) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        boolean brought = false;
        StreamStatus.Now before = status.now();
        while (true) {
            try {
                write.run();
                recovered(before);
                return;
            } catch (RuntimeException failure) {
                switch (FailureClass.of(failure)) {
                    case FATAL -> throw failure;
                    case SCHEMA -> {
                        if (brought) {
                            throw failure;
                        }
                        brought = true;
                        inStep.run();
                    }
                    case RETRY -> {
                        failed(failure, pause.equals(FIRST_PAUSE));
                        pause = waited(pause);
                    }
                }
            }
        }
    }

    private void failed(RuntimeException failure, boolean first) {
        String name = FailureClass.name(failure);
        status.is(StreamStatus.State.RETRYING, name);
        if (first) {
            LOG.warn("Writing is tried again until it succeeds: {}", name);
        }
    }

    private Duration waited(Duration pause) throws InterruptedException {
        long millis = pause.toMillis();
        long jittered = millis / 2 + ThreadLocalRandom.current().nextLong(millis);
        for (long waited = 0; waited < jittered; waited += SLICE_MILLIS) {
            if (ended.getAsBoolean()) {
                throw new InterruptedException("the stream is stopping");
            }
            Thread.sleep(Math.min(SLICE_MILLIS, jittered - waited));
        }
        Duration next = pause.multipliedBy(2);
        return next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
    }

    private void recovered(StreamStatus.Now before) {
        if (status.now().state() == StreamStatus.State.RETRYING) {
            LOG.info("ClickHouse takes writes again");
            status.is(before.state(), before.reason());
        }
    }
}
