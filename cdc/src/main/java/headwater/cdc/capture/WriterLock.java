package headwater.cdc.capture;

import java.sql.Connection;
import java.sql.SQLException;

/** Makes sure that one process streams: an advisory lock that lives as long as its connection. */
final class WriterLock {

    private static final String TAKE =
            "SELECT pg_try_advisory_lock(hashtextextended('headwater.cdc.crm_cdc', 0))";

    private WriterLock() {}

    static boolean taken(Connection connection) throws SQLException {
        return SourceDatabase.text(connection, TAKE).equals("t");
    }
}
