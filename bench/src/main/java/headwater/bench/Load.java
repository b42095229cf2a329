package headwater.bench;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/** A closed loop: every caller sends its next request when the answer to the last one is here. */
final class Load {
    private static final long LONGEST_NANOS = Duration.ofMinutes(1).toNanos();

    private Load() {}

    /**
     * @param failed answers other than the expected one
     * @param nanos how long the expected answers took
     */
    record Result(long failed, double seconds, Histogram nanos) {
        long requests() {
            return nanos.getTotalCount();
        }

        double perSecond() {
            return requests() / seconds;
        }

        double millisAt(double percentile) {
            return nanos.getValueAtPercentile(percentile) / 1e6;
        }
    }

    static Result during(Duration time, int callers, IntFunction<Shot> shots)
            throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        return run(callers, shots, () -> System.nanoTime() < end);
    }

    static Result times(int requests, int callers, IntFunction<Shot> shots)
            throws InterruptedException {
        var left = new AtomicLong(requests);
        return run(callers, shots, () -> left.getAndDecrement() > 0);
    }

    /** Whether another request is to be sent. */
    @FunctionalInterface
    interface Goal {
        boolean isAhead();
    }

    static Result run(int callers, IntFunction<Shot> shots, Goal goal) throws InterruptedException {
        Histogram nanos = new ConcurrentHistogram(LONGEST_NANOS, 3);
        var failed = new AtomicLong();
        long start = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(callers)) {
            List<Future<?>> running = new ArrayList<>();
            for (int caller = 0; caller < callers; caller++) {
                Shot shot = shots.apply(caller);
                running.add(threads.submit(() -> loop(shot, goal, nanos, failed)));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return new Result(failed.get(), (System.nanoTime() - start) / 1e9, nanos);
    }

    private static void loop(Shot shot, Goal goal, Histogram nanos, AtomicLong failed) {
        while (goal.isAhead()) {
            long sent = System.nanoTime();
            if (isAnswered(shot)) {
                nanos.recordValue(Math.min(System.nanoTime() - sent, LONGEST_NANOS));
            } else {
                failed.incrementAndGet();
            }
        }
    }

    private static boolean isAnswered(Shot shot) {
        try {
            return shot.fire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception e) {
            // A connection that the server closes on a refused body is an answer too, but not the
            // expected one.
            return false;
        }
    }
}
