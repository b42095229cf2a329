package headwater.analytics.clickhouse;

/** No connection, no access, or no such database: nothing that another question would change. */
public final class Unreachable extends RuntimeException {
    Unreachable(String message, Throwable cause) {
        super(message, cause);
    }
}
