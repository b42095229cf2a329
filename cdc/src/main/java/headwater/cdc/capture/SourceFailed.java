package headwater.cdc.capture;

import java.sql.SQLException;

/** PostgreSQL did not answer as it should; the stream starts anew. */
final class SourceFailed extends RuntimeException {

    SourceFailed(SQLException cause) {
        super(cause.getMessage(), cause);
    }
}
