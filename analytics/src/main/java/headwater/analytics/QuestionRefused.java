package headwater.analytics;

import org.jspecify.annotations.Nullable;

/**
 * The question makes no sense or costs too much; the message says what is wrong and what is right.
 */
public final class QuestionRefused extends AnalyticsFailure {

    public QuestionRefused(String message) {
        this(message, null);
    }

    public QuestionRefused(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
