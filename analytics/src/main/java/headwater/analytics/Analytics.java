package headwater.analytics;

import headwater.analytics.clickhouse.LimitExceeded;
import headwater.analytics.clickhouse.Unreachable;
import headwater.analytics.clickhouse.Warehouse;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * The door to the warehouse. Adds what no question may forget: the asker's scope, limits, a query
 * id and freshness. Safe for use by many threads; connects on the first question.
 */
public final class Analytics implements AutoCloseable {

    // Writers' clocks may be a little ahead of ours, and their writes must not be invisible.
    private static final Duration CLOCK_DIFFERENCE = Duration.ofSeconds(10);

    private final Warehouse warehouse;
    private final Watermark watermark;
    private final Clock clock;

    public Analytics(WarehouseSettings settings, Clock clock) {
        this.warehouse =
                new Warehouse(
                        settings.url(),
                        settings.user(),
                        settings.password(),
                        settings.answerWithin(),
                        settings.connections());
        this.watermark = new Watermark(warehouse, settings.waitForWrite());
        this.clock = clock;
    }

    /** Asks about what the warehouse holds now. */
    public <R> Answer<R> ask(Question<R> question, Scope scope) {
        return ask(question, scope, null);
    }

    /**
     * Asks a question.
     *
     * @param after waits for this write first, if given
     * @throws QuestionRefused if it makes no sense or exceeds the limits
     * @throws WarehouseBehind if {@code after} is not reached in time
     * @throws WarehouseUnavailable if there is no warehouse to ask
     */
    public <R> Answer<R> ask(Question<R> question, Scope scope, @Nullable AfterWrite after) {
        Instant now = clock.instant();
        Query query =
                ScopedQuery.of(question.name(), question.query(now.plus(CLOCK_DIFFERENCE)), scope);
        return explained(
                question.name(),
                () -> {
                    // Read before the question, so that the answer holds at least this much.
                    var position = after == null ? watermark.position() : watermark.reached(after);
                    R value =
                            warehouse.select(
                                    question.name(),
                                    query.sql(),
                                    query.parameters(),
                                    question::read);
                    return new Answer<>(value, freshness(position.committedAt()));
                });
    }

    private Freshness freshness(Instant committedAt) {
        Duration lag = Duration.between(committedAt, clock.instant());
        return new Freshness(committedAt, lag.isNegative() ? Duration.ZERO : lag);
    }

    private static <T> T explained(String question, Supplier<T> work) {
        try {
            return work.get();
        } catch (LimitExceeded limit) {
            throw new QuestionRefused(
                    "Question %s costs too much: %s; ask for a shorter period or fewer dimensions"
                            .formatted(question, limit.getMessage()),
                    limit);
        } catch (Unreachable unreachable) {
            throw new WarehouseUnavailable(
                    "The warehouse cannot answer: " + unreachable.getMessage(), unreachable);
        }
    }

    @Override
    public void close() {
        warehouse.close();
    }
}
