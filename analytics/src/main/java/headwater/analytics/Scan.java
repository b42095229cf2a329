package headwater.analytics;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The tables a question may read, each by the placeholder of its name in braces. What the asker may
 * not see, and what was deleted, is gone before a question's own SQL begins.
 */
enum Scan {
    OPPORTUNITY(true, "*"),
    /**
     * With three columns more: {@code moment}, the business instant, never null; {@code micros},
     * the same since 1970; {@code place}, one positive number that orders the log by instant, then
     * by sequence, because comparing tuples costs ClickHouse three times as much.
     */
    OPPORTUNITY_CHANGE(
            true,
            "*, assumeNotNull(at) AS moment, toUnixTimestamp64Micro(moment) AS micros,"
                    + " (10000000000000000 + toInt128(micros)) * 4294967296 + sequence AS place"),
    OPPORTUNITY_LINE(true, "*"),
    ACCOUNT(false, "account_id, industry"),
    APP_USER(false, "app_user_id, name, manager_id"),
    PRODUCT(false, "product_id, name"),
    STAGE(false, "*"),
    TEAM(false, "team_id, parent_team_id, kind, name");

    private final boolean scoped;
    private final String columns;

    Scan(boolean scoped, String columns) {
        this.scoped = scoped;
        this.columns = columns;
    }

    /** Whether its rows belong to opportunities; the others only name and classify. */
    boolean isScoped() {
        return scoped;
    }

    static Optional<Scan> named(String placeholder) {
        return Arrays.stream(values()).filter(scan -> scan.table().equals(placeholder)).findFirst();
    }

    String sql(Scope scope) {
        String live = "SELECT %s FROM cdc.%s FINAL WHERE _deleted = 0".formatted(columns, table());
        return scoped
                ? "(%s AND opportunity_id IN (%s))".formatted(live, visible(scope))
                : "(%s)".formatted(live);
    }

    private static String visible(Scope scope) {
        String live =
                "SELECT opportunity_id FROM cdc.opportunity FINAL"
                        + " WHERE _deleted = 0 AND deleted_at IS NULL";
        return switch (scope) {
            case Scope.All() -> live;
            case Scope.Some(var owners, var ids) -> {
                // An empty list is no SQL.
                String owned =
                        owners.isEmpty() ? "false" : "owner_id IN (:" + ScopedQuery.OWNERS + ")";
                String named =
                        ids.isEmpty() ? "false" : "opportunity_id IN (:" + ScopedQuery.SHARED + ")";
                yield live + " AND (" + owned + " OR " + named + ")";
            }
        };
    }

    private String table() {
        return name().toLowerCase(Locale.ROOT);
    }
}
