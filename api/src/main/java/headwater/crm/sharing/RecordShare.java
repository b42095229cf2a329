package headwater.crm.sharing;

import headwater.crm.shared.Stamp;
import headwater.crm.shared.Stamped;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A record that is shared with somebody; exactly one of user, team and role says with whom.
 *
 * @param teamsBelow whether members of the teams below the team are meant too
 * @param role key of the role
 * @param expiresAt exclusive; null for never
 */
public record RecordShare(
        long id,
        @Nullable Long userId,
        @Nullable Long teamId,
        boolean teamsBelow,
        @Nullable String role,
        Level level,
        @Nullable Instant expiresAt,
        Stamp stamp)
        implements Stamped {

    /** How far a share goes. */
    public enum Level {
        READ,
        EDIT
    }
}
