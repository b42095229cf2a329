package headwater.cdc;

import headwater.cdc.health.Refused;

/**
 * A setting that cannot be used. The message names the environment variable, its value and what
 * would be right.
 */
public final class InvalidSetting extends Refused {

    InvalidSetting(String message) {
        super(message);
    }
}
