package headwater.cdc.warehouse;

import com.clickhouse.client.api.ClickHouseException;
import com.clickhouse.client.api.ServerException;

import java.util.Set;

/**
 * What to do about a failure of ClickHouse, by its error code (26.7, src/Common/ErrorCodes.cpp).
 */
enum FailureClass {
    /** Passes by itself: the same write again, forever. */
    RETRY,
    /** The tables are not what this process believes: bring them in step, then once more. */
    SCHEMA,
    /** Stop; going on would lose something. */
    FATAL;

    /**
     * Timeouts (159, 209), network (210, 279), memory (241), too many queries (202) or parts (252),
     * read-only for now (164, 242), disk full (243), shutting down or killed (236, 394), no thread
     * (439), Keeper (225, 999).
     */
    private static final Set<Integer> PASSING =
            Set.of(0, 159, 164, 202, 209, 210, 225, 236, 241, 242, 243, 252, 279, 394, 439, 999);

    /** No such column (8, 10, 16, 47), type mismatch (53), no such table (60). */
    private static final Set<Integer> TABLES = Set.of(8, 10, 16, 47, 53, 60);

    static FailureClass of(RuntimeException failure) {
        return switch (failure) {
            case ServerException server when PASSING.contains(server.getCode()) -> RETRY;
            case ServerException server when TABLES.contains(server.getCode()) -> SCHEMA;
            case ServerException server -> FATAL;
            case ClickHouseException network -> RETRY;
            default -> FATAL;
        };
    }

    /** A short name for logs and health: the error code, or the kind of network failure. */
    static String name(RuntimeException failure) {
        return failure instanceof ServerException server
                ? "ClickHouse error " + server.getCode()
                : "ClickHouse does not answer";
    }
}
