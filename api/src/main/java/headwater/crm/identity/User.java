package headwater.crm.identity;

import headwater.crm.shared.Stamp;
import headwater.crm.shared.Stamped;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A person who works with the system.
 *
 * @param teamId the team of today, null when in none
 */
public record User(
        long id,
        String login,
        String name,
        @Nullable String email,
        @Nullable Long managerId,
        boolean active,
        List<String> roles,
        @Nullable Long teamId,
        @Nullable String externalId,
        Stamp stamp)
        implements Stamped {}
