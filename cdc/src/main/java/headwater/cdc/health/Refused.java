package headwater.cdc.health;

/**
 * The stream cannot run until an operator mends something. The message says what; the stream looks
 * again from time to time.
 */
public final class Refused extends RuntimeException {

    public Refused(String message) {
        super(message);
    }
}
