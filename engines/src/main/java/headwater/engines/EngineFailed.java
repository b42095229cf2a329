package headwater.engines;

import org.jspecify.annotations.Nullable;

/**
 * An engine could not be installed, started or stopped; the message is one sentence for its user.
 */
public final class EngineFailed extends RuntimeException {
    /** The message says what is wrong and, where there is something to do, what. */
    public EngineFailed(String message) {
        this(message, null);
    }

    /** The cause is for the log: the message alone must make sense. */
    public EngineFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
