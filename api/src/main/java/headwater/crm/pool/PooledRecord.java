package headwater.crm.pool;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * A record in a pool, as far as its members see it.
 *
 * @param id typed id
 */
public record PooledRecord(String id, Instant pooledAt, List<Field> fields) {

    /** One field by its name in the schema. */
    public record Field(String name, @Nullable String value) {}
}
