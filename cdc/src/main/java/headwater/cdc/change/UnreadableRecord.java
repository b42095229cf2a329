package headwater.cdc.change;

/**
 * A record of the stream that this version cannot read. It stops the stream: skipping it would lose
 * a change.
 */
public final class UnreadableRecord extends RuntimeException {

    public UnreadableRecord(String message) {
        super(message);
    }
}
