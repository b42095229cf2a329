package headwater.crm.sharing;

import org.jspecify.annotations.Nullable;

/**
 * Somebody, or a group, that something can be given to; exactly one of user, team and role.
 *
 * @param teamsBelow whether members of the teams below the team are meant too
 * @param role key of the role
 */
public record Principal(
        @Nullable Long userId, @Nullable Long teamId, boolean teamsBelow, @Nullable String role) {

    /**
     * @param text as it stands in tables, and as {@link headwater.crm.permission.Access} carries
     *     it: {@code user:7}, {@code team:7}, {@code team_tree:7}, {@code role:SELLER}
     */
    public static Principal of(String text) {
        String[] parts = text.split(":", 2);
        boolean team = parts[0].startsWith("team");
        return new Principal(
                parts[0].equals("user") ? Long.valueOf(parts[1]) : null,
                team ? Long.valueOf(parts[1]) : null,
                parts[0].equals("team_tree"),
                parts[0].equals("role") ? parts[1] : null);
    }
}
