package headwater.cdc.warehouse;

import headwater.cdc.health.Refused;

/** The oldest ClickHouse the stream runs on: the oldest its tests have run on. */
public final class WarehouseVersion {

    private static final int OLDEST_YEAR = 26;
    private static final int OLDEST_MONTH = 7;

    private WarehouseVersion() {}

    /**
     * @throws Refused if the server is older
     */
    public static void check(Warehouse warehouse) {
        check(warehouse.single("SELECT version()"));
    }

    static void check(String version) {
        String[] parts = version.split("\\.", 3);
        int year = Integer.parseInt(parts[0]);
        int month = Integer.parseInt(parts[1]);
        if (year < OLDEST_YEAR || (year == OLDEST_YEAR && month < OLDEST_MONTH)) {
            throw new Refused(
                    "CRM_CLICKHOUSE_URL leads to ClickHouse %s; it must be %d.%d or newer."
                            .formatted(version, OLDEST_YEAR, OLDEST_MONTH));
        }
    }
}
