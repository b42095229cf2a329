package headwater.crm.graphql.guard;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * When the request that this thread serves must have its answer; none outside of requests.
 * Operations run on the thread of their request, so that is where it is kept.
 */
final class Deadline {
    private static final ThreadLocal<@Nullable Long> NANOS = new ThreadLocal<>();

    private Deadline() {}

    static void begin(Duration allowed) {
        NANOS.set(System.nanoTime() + allowed.toNanos());
    }

    static void extend(Duration more) {
        Long at = NANOS.get();
        if (at != null) {
            NANOS.set(at + more.toNanos());
        }
    }

    static void end() {
        NANOS.remove();
    }

    /** Null outside of requests; negative when it has passed. */
    static @Nullable Duration left() {
        Long at = NANOS.get();
        return at == null ? null : Duration.ofNanos(at - System.nanoTime());
    }
}
