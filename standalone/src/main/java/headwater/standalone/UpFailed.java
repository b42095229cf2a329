package headwater.standalone;

import org.jspecify.annotations.Nullable;

/** The system cannot be brought or kept up; the message is one sentence for whoever typed it. */
final class UpFailed extends RuntimeException {
    UpFailed(String message) {
        this(message, null);
    }

    UpFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
