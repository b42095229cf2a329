package headwater.analytics;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** A business question: its SQL, its parameters and how its rows become an answer. */
public interface Question<R> {

    /** Short, for query ids and messages. */
    String name();

    /**
     * The SQL to run.
     *
     * @param now the end of what counts as past, for a question that names no instant
     * @throws QuestionRefused where the question makes no sense
     */
    Query query(Instant now);

    /** Reads all rows into the answer. */
    R read(ResultSet rows) throws SQLException;
}
