package headwater.crm.permission;

import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Where a person stands in the company today, as far as grants ask for it.
 *
 * @param subordinates everybody below him in the managers' tree, without himself
 * @param team the members of his team; empty when he is in none
 * @param teamTree the members of his team and of all below it
 * @param listed the members of each team that a grant names, and of all below it
 * @param principals what records can be shared with so that he sees them
 */
public record Reach(
        long userId,
        Set<Long> subordinates,
        Set<Long> team,
        Set<Long> teamTree,
        Map<Long, Set<Long>> listed,
        Set<String> principals) {

    /** The rows that a grant gives this person; none for a denial. */
    RowScope of(Grant grant) {
        return switch (grant.scope()) {
            case ALL -> RowScope.ALL;
            case DENIED -> RowScope.NONE;
            case OWN -> owners(grant, Set.of(userId));
            case SUBORDINATES -> {
                Set<Long> owners = new HashSet<>(subordinates);
                owners.add(userId);
                yield owners(grant, owners);
            }
            case TEAM -> owners(grant, team);
            case TEAM_TREE -> owners(grant, teamTree);
            case LISTED_TEAM ->
                    owners(
                            grant,
                            listed.getOrDefault(Objects.requireNonNull(grant.teamId()), Set.of()));
        };
    }

    private RowScope owners(Grant grant, Set<Long> owners) {
        return new RowScope(owners, Shared.with(principals, grant.object(), grant.action()));
    }
}
