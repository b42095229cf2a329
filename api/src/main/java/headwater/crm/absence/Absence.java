package headwater.crm.absence;

import headwater.crm.shared.Stamp;
import headwater.crm.shared.Stamped;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A time in which somebody is away.
 *
 * @param endsAt exclusive
 * @param approvedAt null until approved
 * @param cancelledAt null while it stands
 */
public record Absence(
        long id,
        long userId,
        Instant startsAt,
        Instant endsAt,
        @Nullable String reason,
        @Nullable Instant approvedAt,
        @Nullable Long approvedById,
        @Nullable Instant cancelledAt,
        @Nullable Long cancelledById,
        Stamp stamp)
        implements Stamped {}
