package headwater.cdc.mapping;

import headwater.cdc.change.Version;

/**
 * A value ClickHouse has no room for. Its row is stored with null in its place.
 *
 * @param key the row's key, comma-separated
 */
public record DeadValue(
        String table,
        String key,
        String column,
        Version version,
        String type,
        String raw,
        String error) {}
