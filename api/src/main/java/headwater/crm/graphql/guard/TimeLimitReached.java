package headwater.crm.graphql.guard;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;

/** The request used up its time between two statements. */
public final class TimeLimitReached extends RuntimeException {
    /** PostgreSQL's query_canceled. */
    private static final String CANCELLED = "57014";

    TimeLimitReached() {
        super("The time limit of the request has passed");
    }

    /** Whether something ended because of its time limit. */
    public static boolean isCauseOf(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeLimitReached
                    || (cause instanceof SQLException sql && CANCELLED.equals(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }
}
