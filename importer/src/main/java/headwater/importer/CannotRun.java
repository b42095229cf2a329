package headwater.importer;

/** The import cannot begin or go on; the message is one sentence that says what would help. */
public final class CannotRun extends RuntimeException {
    public CannotRun(String message) {
        super(message);
    }

    public CannotRun(String message, Throwable cause) {
        super(message, cause);
    }
}
