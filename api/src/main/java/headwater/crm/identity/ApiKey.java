package headwater.crm.identity;

import headwater.crm.shared.Identified;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * A key that a program works with on behalf of a user.
 *
 * @param prefix the part of the key that is no secret
 * @param expiresAt exclusive; null for never
 * @param lastUsedAt to the minute; null for never
 */
public record ApiKey(
        long id,
        String prefix,
        String name,
        long userId,
        List<KeyScope> scopes,
        Instant issuedAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt)
        implements Identified {}
