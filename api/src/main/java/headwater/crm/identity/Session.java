package headwater.crm.identity;

import headwater.crm.shared.Identified;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Somebody signed in on one machine.
 *
 * @param lastUsedAt to the minute
 * @param expiresAt when it ends unless it is refreshed before
 * @param current whether it is the one that asks
 */
public record Session(
        long id,
        long userId,
        Instant startedAt,
        Instant lastUsedAt,
        Instant expiresAt,
        String address,
        @Nullable String userAgent,
        boolean current)
        implements Identified {}
