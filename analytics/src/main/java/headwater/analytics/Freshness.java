package headwater.analytics;

import java.time.Duration;
import java.time.Instant;

/**
 * As of when an answer holds. It contains at least everything committed until {@code asOf}.
 *
 * @param asOf commit time, by PostgreSQL's clock, of the last transaction or heartbeat that the
 *     warehouse had applied when the question was put
 * @param lag how long before the answer that was, never negative
 */
public record Freshness(Instant asOf, Duration lag) {}
