package headwater.crm.duplicate;

import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;

/**
 * A record that was found.
 *
 * @param ownerId null for one in a pool
 * @param accountId the customer that it is or belongs to; null for what belongs to none
 * @param readable whether the viewer may read it
 */
public record Match(
        RecordType type,
        long id,
        String name,
        @Nullable Long ownerId,
        @Nullable Long accountId,
        boolean readable,
        DuplicateKeys keys) {}
