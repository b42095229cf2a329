package headwater.analytics;

import org.jspecify.annotations.Nullable;

/** Why a question has no answer. */
public abstract sealed class AnalyticsFailure extends RuntimeException
        permits WarehouseUnavailable, WarehouseBehind, QuestionRefused {

    AnalyticsFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
