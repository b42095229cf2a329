package headwater.crm.sharing;

import headwater.crm.permission.Viewer;
import headwater.crm.shared.RecordType;
import headwater.crm.sharing.RecordShare.Level;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What a caller says of a share.
 *
 * @param record id of the record
 */
public record ShareDraft(String record, With with, Level level, @Nullable Instant expiresAt) {

    /** With whom: exactly one is given. */
    public record With(
            @Nullable String user,
            @Nullable String team,
            @Nullable String teamAndBelow,
            @Nullable String role) {

        /** As it stands in {@code record_share.principal}, and as {@link Viewer}s carry it. */
        public String principal() {
            if (user != null) {
                return "user:" + RecordType.USER.decode(user);
            }
            if (team != null) {
                return "team:" + RecordType.TEAM.decode(team);
            }
            return teamAndBelow != null
                    ? "team_tree:" + RecordType.TEAM.decode(teamAndBelow)
                    : "role:" + role;
        }
    }
}
