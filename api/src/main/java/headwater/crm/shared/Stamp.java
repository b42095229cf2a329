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
        @Nullable Instant deletedAt) {

    /** Of a record that is about to be made. */
    public static Stamp fresh(Instant createdAt, Instant now, @Nullable Long byId) {
        return new Stamp(1, createdAt, now, byId, now, byId, null);
    }
}
