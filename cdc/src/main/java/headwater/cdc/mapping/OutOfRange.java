package headwater.cdc.mapping;

/**
 * PostgreSQL holds a value that ClickHouse's type has no room for. The message says why, never the
 * value.
 */
public final class OutOfRange extends Exception {

    OutOfRange(String message) {
        super(message, null, false, false);
    }
}
