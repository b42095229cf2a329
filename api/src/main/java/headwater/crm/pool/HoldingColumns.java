package headwater.crm.pool;

import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** A holding, as the tables of all poolable kinds store it in columns of the same names. */
public final class HoldingColumns {
    private HoldingColumns() {}

    /** Of a whole row. */
    public static Holding read(Record row) {
        return new Holding(
                row.get("owner_id", Long.class),
                row.get("pool_id", Long.class),
                row.get("owned_since", Instant.class),
                row.get("pooled_at", Instant.class),
                row.get("last_effective_followup_at", Instant.class),
                row.get("protection_extensions", int.class),
                row.get("recycle_due_at", Instant.class),
                row.get("recycle_rule_id", Long.class),
                row.get("locked_until", Instant.class),
                row.get("unlocked_at", Instant.class));
    }

    /** All of it, for an insert or an update. */
    public static Map<Field<?>, @Nullable Object> values(Table<?> table, Holding holding) {
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(column(table, "owner_id"), holding.ownerId());
        values.put(column(table, "pool_id"), holding.poolId());
        values.put(column(table, "owned_since"), holding.ownedSince());
        values.put(column(table, "pooled_at"), holding.pooledAt());
        values.put(column(table, "last_effective_followup_at"), holding.lastEffectiveFollowupAt());
        values.put(column(table, "protection_extensions"), holding.extensions());
        values.put(column(table, "recycle_due_at"), holding.recycleDueAt());
        values.put(column(table, "recycle_rule_id"), holding.recycleRuleId());
        values.put(column(table, "locked_until"), holding.lockedUntil());
        values.put(column(table, "unlocked_at"), holding.unlockedAt());
        return values;
    }

    private static Field<?> column(Table<?> table, String name) {
        return Objects.requireNonNull(table.field(name), name);
    }
}
