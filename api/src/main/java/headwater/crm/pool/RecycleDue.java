package headwater.crm.pool;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * When a record goes to the pool, and by which rule.
 *
 * @param at null for never
 */
public record RecycleDue(@Nullable Instant at, @Nullable Long ruleId) {
    public static final RecycleDue NEVER = new RecycleDue(null, null);
}
