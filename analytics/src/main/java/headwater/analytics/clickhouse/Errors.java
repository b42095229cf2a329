package headwater.analytics.clickhouse;

import com.clickhouse.client.api.ServerException;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;

import java.util.Set;

/** Tells ClickHouse's errors apart by their code (src/Common/ErrorCodes.cpp). */
final class Errors {

    // TOO_MANY_ROWS, TIMEOUT_EXCEEDED, MEMORY_LIMIT_EXCEEDED, TOO_MANY_BYTES,
    // TOO_MANY_ROWS_OR_BYTES
    private static final Set<Integer> LIMITS = Set.of(158, 159, 241, 307, 396);

    // UNKNOWN_TABLE, UNKNOWN_DATABASE, TOO_MANY_SIMULTANEOUS_QUERIES, UNKNOWN_USER, WRONG_PASSWORD,
    // REQUIRED_PASSWORD, NETWORK_ERROR, ACCESS_DENIED, AUTHENTICATION_FAILED
    private static final Set<Integer> ABSENCES = Set.of(60, 81, 202, 192, 193, 194, 210, 497, 516);

    private Errors() {}

    /** What to throw instead; the same exception where the statement itself is wrong. */
    static RuntimeException translated(DataAccessException failure, String url) {
        ServerException answer = serverException(failure);
        if (failure instanceof QueryTimeoutException) {
            return new LimitExceeded("it ran longer than it may", failure);
        }
        if (answer != null && LIMITS.contains(answer.getCode())) {
            return new LimitExceeded(firstSentence(answer), failure);
        }
        if (answer != null && ABSENCES.contains(answer.getCode())) {
            return new Unreachable(url + " says " + firstSentence(answer), failure);
        }
        if (answer == null && failure instanceof DataAccessResourceFailureException) {
            return new Unreachable("no connection to " + url, failure);
        }
        return failure;
    }

    private static @Nullable ServerException serverException(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ServerException answer) {
                return answer;
            }
        }
        return null;
    }

    private static String firstSentence(ServerException answer) {
        return String.valueOf(answer.getMessage()).replaceAll("(?s)\\s*\\((version|queryId).*", "");
    }
}
