package headwater.analytics.clickhouse;

/** A statement ran longer, read more or returned more than it may. */
public final class LimitExceeded extends RuntimeException {
    LimitExceeded(String message, Throwable cause) {
        super(message, cause);
    }
}
