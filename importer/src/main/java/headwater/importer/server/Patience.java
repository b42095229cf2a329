package headwater.importer.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long to go on when the server cannot answer: pauses that double from {@code first} to {@code
 * longest}, until {@code total} has passed.
 */
public record Patience(Duration first, Duration longest, Duration total, Clock clock) {
    /** Half a second to ten, for five minutes. */
    public static Patience standard() {
        return new Patience(
                Duration.ofMillis(500),
                Duration.ofSeconds(10),
                Duration.ofMinutes(5),
                Clock.systemUTC());
    }

    /** No second attempt. */
    Patience none() {
        return new Patience(first, longest, Duration.ZERO, clock);
    }

    Wait begin() {
        return new Wait();
    }

    /** One run of failures, beginning now. */
    final class Wait {
        private final Instant end = clock.instant().plus(total);
        private Duration pause = first;

        /** How long to wait before the next attempt; empty when it is time to give up. */
        Optional<Duration> next() {
            if (!clock.instant().isBefore(end)) {
                return Optional.empty();
            }
            Duration now = pause;
            Duration doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(longest) < 0 ? doubled : longest;
            return Optional.of(now);
        }
    }
}
