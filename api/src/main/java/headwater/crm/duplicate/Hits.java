package headwater.crm.duplicate;

import headwater.crm.identity.TeamService;
import headwater.crm.identity.User;
import headwater.crm.identity.UserService;
import headwater.crm.permission.FieldLevel;
import headwater.crm.permission.Mask;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.InstallationKey;
import headwater.crm.shared.DuplicateHit;
import headwater.crm.shared.DuplicateHit.Custody;
import headwater.crm.shared.DuplicateHit.Reason;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells of the records that were found no more than the caller may know. */
@Component
class Hits {
    private static final int KEY_BYTES = 10;

    private final UserService users;
    private final TeamService teams;
    private final InstallationKey installation;

    Hits(UserService users, TeamService teams, InstallationKey installation) {
        this.users = users;
        this.teams = teams;
        this.installation = installation;
    }

    List<DuplicateHit> of(Viewer viewer, List<Match> matches, Reason reason) {
        Map<Long, String> departments = departments(viewer.asSystem(), matches);
        return matches.stream()
                .map(
                        match ->
                                hit(
                                        viewer,
                                        match,
                                        match.ownerId() == null
                                                ? null
                                                : departments.get(match.ownerId()),
                                        reason))
                .toList();
    }

    private DuplicateHit hit(
            Viewer viewer, Match match, @Nullable String department, Reason reason) {
        String id = match.type().encode(match.id());
        boolean named = viewer.level(match.type(), "name").includes(FieldLevel.READ);
        return new DuplicateHit(
                match.readable() ? id : hiddenKey(viewer, id),
                match.type(),
                match.readable() ? id : null,
                match.readable() && named ? match.name() : Mask.of(match.name()),
                department,
                match.ownerId() == null ? Custody.POOLED : Custody.OWNED,
                reason);
    }

    /**
     * Another one for each caller, so that two of them cannot find out that they hit one record.
     */
    private String hiddenKey(Viewer viewer, String id) {
        byte[] mark = installation.mark("duplicate", viewer.userId() + " " + id);
        return "hidden_" + HexFormat.of().formatHex(Arrays.copyOf(mark, KEY_BYTES));
    }

    /** Names of teams by owners. */
    private Map<Long, String> departments(Viewer system, List<Match> matches) {
        Set<Long> owners =
                matches.stream()
                        .map(Match::ownerId)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet());
        Map<Long, Long> teamIds = new HashMap<>();
        for (User owner : users.byIds(system, owners)) {
            if (owner.teamId() != null) {
                teamIds.put(owner.id(), owner.teamId());
            }
        }
        Map<Long, String> names = new HashMap<>();
        teams.byIds(system, Set.copyOf(teamIds.values()))
                .forEach(team -> names.put(team.id(), team.name()));
        Map<Long, String> departments = new HashMap<>();
        teamIds.forEach(
                (owner, team) -> {
                    String name = names.get(team);
                    if (name != null) {
                        departments.put(owner, name);
                    }
                });
        return departments;
    }
}
