package headwater.analytics;

import java.util.List;
import java.util.Map;

/** The tables of database cdc that questions read, in the shape in which the stream makes them. */
final class CdcTables {

    private static final String STATE_META =
            ", _version UInt128, _deleted UInt8, _commit_ts DateTime64(6, 'UTC')";

    /** Columns by table; the first is the key. */
    static final Map<String, String> COLUMNS =
            Map.of(
                    "app_user",
                    "app_user_id Int64, login String, name String, email Nullable(String),"
                            + " manager_id Nullable(Int64), active Bool",
                    "team",
                    "team_id Int64, parent_team_id Nullable(Int64), kind String, name String",
                    "account",
                    "account_id Int64, name String, industry Nullable(String), owner_id Int64",
                    "product",
                    "product_id Int64, name String",
                    "stage",
                    "stage_id Int64, pipeline_id Int64, ordinal Int16, name String,"
                            + " category String, probability Int16,"
                            + " retired_at Nullable(DateTime64(6, 'UTC')),"
                            + " merged_into_id Nullable(Int64)",
                    "opportunity",
                    "opportunity_id Int64, name String, account_id Nullable(Int64),"
                            + " owner_id Int64, deleted_at Nullable(DateTime64(6, 'UTC'))",
                    "opportunity_line",
                    "opportunity_line_id Int64, opportunity_id Int64, product_id Int64,"
                            + " amount Decimal(18, 2)",
                    "opportunity_change",
                    """
                    opportunity_change_id Int64, opportunity_id Int64, sequence Int32, kind String,
                    at Nullable(DateTime64(6, 'UTC')), recorded_at Nullable(DateTime64(6, 'UTC')),
                    by_user_id Nullable(Int64), reason Nullable(String), pipeline_id Int64,
                    stage_id Int64, stage_ordinal Int16, stage_category String, probability Int16,
                    forecast_category String, amount Nullable(Decimal(18, 2)), currency String,
                    company_amount Nullable(Decimal(18, 2)), close_on Nullable(Date32),
                    owner_id Int64, team_id Nullable(Int64)\
                    """);

    static final String WATERMARK =
            """
            CREATE TABLE IF NOT EXISTS cdc.watermark (
                pipeline LowCardinality(String), epoch UInt16, applied_lsn UInt64,
                commit_ts DateTime64(6, 'UTC'), applied_at DateTime64(6, 'UTC'))
            ENGINE = MergeTree ORDER BY (pipeline, epoch, applied_lsn)
            """;

    private CdcTables() {}

    static List<String> definitions() {
        return COLUMNS.keySet().stream().map(CdcTables::definition).toList();
    }

    private static String definition(String table) {
        return """
        CREATE TABLE IF NOT EXISTS cdc.%s (%s)
        ENGINE = ReplacingMergeTree(_version, _deleted) ORDER BY %s_id
        """
                .formatted(table, COLUMNS.get(table) + STATE_META, table);
    }
}
