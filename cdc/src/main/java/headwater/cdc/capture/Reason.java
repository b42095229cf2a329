package headwater.cdc.capture;

import com.clickhouse.client.api.ClickHouseException;
import com.clickhouse.client.api.ServerException;

import headwater.cdc.Settings;
import headwater.cdc.health.Refused;

import java.sql.SQLException;

/** Why the stream stands still, in a sentence for the operator. */
final class Reason {

    private Reason() {}

    static String of(Exception failure, Settings settings) {
        Throwable root = root(failure);
        return switch (failure) {
            case Refused refused -> String.valueOf(refused.getMessage());
            case SQLException e -> postgres(e, settings);
            case SourceFailed e when root instanceof SQLException cause ->
                    postgres(cause, settings);
            case ServerException e ->
                    "ClickHouse at %s answers with error %d: %s"
                            .formatted(settings.clickhouse().url(), e.getCode(), e.getMessage());
            case ClickHouseException e ->
                    "ClickHouse at %s does not answer: %s"
                            .formatted(settings.clickhouse().url(), root.getMessage());
            default -> root.getClass().getSimpleName() + ": " + root.getMessage();
        };
    }

    private static String postgres(SQLException failure, Settings settings) {
        // What follows the question mark may be a password.
        String server = settings.postgres().url().replaceAll("\\?.*", "");
        return "PostgreSQL at " + server + ": " + failure.getMessage();
    }

    /** The deepest cause that says something. */
    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            root = cause.getMessage() == null ? root : cause;
        }
        return root;
    }
}
