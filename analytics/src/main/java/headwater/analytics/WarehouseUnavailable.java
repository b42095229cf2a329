package headwater.analytics;

import org.jspecify.annotations.Nullable;

/** The warehouse cannot be reached, refuses us, or has not been filled yet. Ask again later. */
public final class WarehouseUnavailable extends AnalyticsFailure {

    public WarehouseUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
