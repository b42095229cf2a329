package headwater.cdc;

/**
 * A setting that cannot be used. The message names the environment variable, its value and what
 * would be right.
 */
public final class InvalidSetting extends RuntimeException {

    InvalidSetting(String message) {
        super(message);
    }
}
