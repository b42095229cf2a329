package headwater.importer.server;

/** The server did not answer, or could not for now; the message says how, to follow its URL. */
final class Unavailable extends Exception {
    Unavailable(String message) {
        super(message);
    }

    Unavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
