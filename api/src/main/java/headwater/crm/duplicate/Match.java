package headwater.crm.duplicate;

import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;

/**
 * A record that was found.
 *
 * @param ownerId null for one in a pool
 * @param readable whether the viewer may read it
 */
public record Match(
        RecordType type,
        long id,
        String name,
        @Nullable Long ownerId,
        boolean readable,
        DuplicateKeys keys) {}
