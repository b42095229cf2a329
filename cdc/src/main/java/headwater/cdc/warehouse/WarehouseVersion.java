package headwater.cdc.warehouse;

import headwater.cdc.health.Refused;

/**
 * The oldest ClickHouse the stream runs on: what the state tables' engine can do, it can since
 * then.
 */
public final class WarehouseVersion {

    private static final int OLDEST_YEAR = 25;
    private static final int OLDEST_MONTH = 3;

    private WarehouseVersion() {}

    /**
     * @throws Refused if the server is older
     */
    public static void check(Warehouse warehouse) {
        String version = warehouse.single("SELECT version()");
        String[] parts = version.split("\\.", 3);
        int year = Integer.parseInt(parts[0]);
        int month = Integer.parseInt(parts[1]);
        if (year < OLDEST_YEAR || (year == OLDEST_YEAR && month < OLDEST_MONTH)) {
            throw new Refused(
                    "ClickHouse is version %s; the stream needs %d.%d or newer."
                            .formatted(version, OLDEST_YEAR, OLDEST_MONTH));
        }
    }
}
