package headwater.crm.shared;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What every record carries about its own life.
 *
 * @param createdAt business time, may be backdated
 * @param recordedAt when the system learned of the record
 * @param createdById null when the system made it
 */
public record Stamp(
        int version,
        Instant createdAt,
        Instant recordedAt,
        @Nullable Long createdById,
        Instant updatedAt,
        @Nullable Long updatedById,
        @Nullable Instant deletedAt) {}
