package headwater.crm.pool;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Who owned a record from when to when.
 *
 * @param to null while it lasts
 * @param endReason CLAIM, TRANSFER, RETURN, DELETE, CONVERT, RESPONSE or RULE:&lt;key&gt;
 */
public record OwnerPeriod(
        long recordId,
        long ownerId,
        Instant from,
        @Nullable Instant to,
        @Nullable String endReason,
        @Nullable Long endedById) {}
