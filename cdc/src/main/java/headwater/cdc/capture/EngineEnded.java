package headwater.cdc.capture;

import org.jspecify.annotations.Nullable;

/** Debezium's engine ended by itself. */
final class EngineEnded extends Exception {

    EngineEnded(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
