package headwater.crm.identity;

import headwater.crm.permission.Access;
import headwater.crm.permission.Action;
import headwater.crm.permission.FieldGrant;
import headwater.crm.permission.FieldLevel;
import headwater.crm.permission.FieldLevels;
import headwater.crm.permission.Grant;
import headwater.crm.permission.GrantScope;
import headwater.crm.permission.Permission;
import headwater.crm.permission.Reach;
import headwater.crm.permission.SystemAccess;
import headwater.crm.schema.PublicSchema;
import headwater.crm.shared.RecordType;

import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is needed to make a Viewer: roles with their grants, and the person's place in the company.
 */
@Repository
class ViewerRepository {
    private static final String WHY = "makes the Viewer, so there is none yet";

    private final DSLContext db;
    private final PublicSchema schema;
    private final UserRepository users;

    ViewerRepository(DSLContext db, PublicSchema schema, UserRepository users) {
        this.db = db;
        this.schema = schema;
        this.users = users;
    }

    /**
     * What a Viewer depends on: nothing about who may see what has changed while this stays equal.
     *
     * @param day today in the company's zone, because memberships are dated
     * @param position in the log, of the last change to it
     */
    record Version(long number, LocalDate day, String position) {

        /** Of a row with the columns of {@link #COLUMNS}. */
        static Version of(Record row) {
            return new Version(
                    row.get("version", Long.class),
                    row.get("day", LocalDate.class),
                    row.get("position", String.class));
        }
    }

    static final String COLUMNS =
            """
            version.version, version.position::text as position,
            (now() at time zone (select time_zone from crm.company))::date as day
            """;

    /** Null when there is no such active user. */
    @SystemAccess(WHY)
    @Nullable Version version(long userId) {
        Record row =
                db.fetchOne(
                        """
                        select %s from internal.permission_version as version
                        join crm.app_user on app_user_id = ? and active
                        """
                                .formatted(COLUMNS),
                        userId);
        return row == null ? null : Version.of(row);
    }

    @SystemAccess(WHY)
    Access access(long userId, Version version) {
        LocalDate day = version.day();
        Map<String, List<Grant>> grants =
                db
                        .fetch(
                                """
                                select role.key, role_grant.object, role_grant.action, role_grant.scope,
                                  role_grant.team_id
                                from crm.user_role
                                join crm.role on role.key = user_role.role
                                left join crm.role_grant using (role_id)
                                where app_user_id = ?
                                """,
                                userId)
                        .stream()
                        .collect(
                                Collectors.groupingBy(
                                        row -> row.get("key", String.class),
                                        Collectors.flatMapping(
                                                ViewerRepository::grant, Collectors.toList())));
        return Access.of(
                permissions(userId),
                grants,
                fields(userId, grants),
                reach(userId, day, grants),
                version.position());
    }

    private FieldLevels fields(long userId, Map<String, List<Grant>> grants) {
        Map<String, List<FieldGrant>> stated =
                db
                        .fetch(
                                """
                                select role.key, role_field.field, role_field.level
                                from crm.user_role
                                join crm.role on role.key = user_role.role
                                join crm.role_field using (role_id)
                                where app_user_id = ?
                                """,
                                userId)
                        .stream()
                        .collect(
                                Collectors.groupingBy(
                                        row -> row.get("key", String.class),
                                        Collectors.mapping(
                                                ViewerRepository::field, Collectors.toList())));
        return FieldLevels.of(
                grants.entrySet().stream()
                        .map(
                                role ->
                                        FieldLevels.OfRole.of(
                                                role.getValue(),
                                                stated.getOrDefault(role.getKey(), List.of())))
                        .toList(),
                schema.governing());
    }

    private static FieldGrant field(Record row) {
        return new FieldGrant(
                row.get("field", String.class), FieldLevel.valueOf(row.get("level", String.class)));
    }

    private Set<Permission> permissions(long userId) {
        Set<String> codes =
                Set.copyOf(
                        db.fetch(
                                        """
                                        select distinct permission
                                        from crm.user_role
                                        join crm.role on role.key = user_role.role
                                        join crm.role_permission using (role_id)
                                        where app_user_id = ?
                                        """,
                                        userId)
                                .getValues("permission", String.class));
        return Permission.ofCodes(codes);
    }

    private Reach reach(long userId, LocalDate day, Map<String, List<Grant>> ofRoles) {
        List<Grant> grants = ofRoles.values().stream().flatMap(List::stream).toList();
        List<Long> teams = teamAndAbove(userId, day);
        Set<Long> roots = new HashSet<>();
        if (!teams.isEmpty()) {
            roots.add(teams.getFirst());
        }
        for (Grant grant : grants) {
            if (grant.teamId() != null) {
                roots.add(grant.teamId());
            }
        }
        boolean byTeam =
                grants.stream()
                        .anyMatch(
                                grant ->
                                        grant.scope() == GrantScope.TEAM
                                                || grant.scope() == GrantScope.TEAM_TREE
                                                || grant.scope() == GrantScope.LISTED_TEAM);
        Map<Long, Set<Long>> below = byTeam ? members(roots, day, true) : Map.of();
        Map<Long, Set<Long>> direct = byTeam ? members(roots, day, false) : Map.of();
        boolean manages =
                grants.stream().anyMatch(grant -> grant.scope() == GrantScope.SUBORDINATES);
        Long team = teams.isEmpty() ? null : teams.getFirst();
        return new Reach(
                userId,
                manages ? users.subordinates(userId) : Set.of(),
                team == null ? Set.of() : direct.getOrDefault(team, Set.of()),
                team == null ? Set.of() : below.getOrDefault(team, Set.of()),
                below,
                principals(userId, ofRoles.keySet(), teams));
    }

    /** The team of a person on a day, then the teams above it; empty when he is in none. */
    private List<Long> teamAndAbove(long userId, LocalDate day) {
        return db.fetch(
                        """
                        with recursive above (team_id, depth) as (
                          select team_id, 0 from crm.team_membership
                          where app_user_id = ? and valid_from <= ? and (valid_to is null or valid_to > ?)
                          union
                          select parent_team_id, depth + 1 from above join crm.team using (team_id)
                          where parent_team_id is not null and depth < 50)
                        select team_id from above order by depth
                        """,
                        userId,
                        day,
                        day)
                .getValues("team_id", Long.class);
    }

    /** By team, who is in it on a day, or also in any team below it. */
    private Map<Long, Set<Long>> members(Set<Long> teams, LocalDate day, boolean below) {
        Map<Long, Set<Long>> members = new HashMap<>();
        db.fetch(
                        """
                        with recursive tree (root, team_id) as (
                          select team_id, team_id from crm.team where team_id = any(?)
                          union
                          select root, team.team_id from tree join crm.team on parent_team_id = tree.team_id
                          where ?)
                        select root, app_user_id from tree join crm.team_membership using (team_id)
                        where valid_from <= ? and (valid_to is null or valid_to > ?)
                        """,
                        teams.toArray(Long[]::new),
                        below,
                        day,
                        day)
                .forEach(
                        row ->
                                members.computeIfAbsent(
                                                row.get("root", Long.class),
                                                root -> new HashSet<>())
                                        .add(row.get("app_user_id", Long.class)));
        return members;
    }

    private static Set<String> principals(long userId, Set<String> roles, List<Long> teams) {
        Set<String> principals = new HashSet<>();
        principals.add("user:" + userId);
        roles.forEach(role -> principals.add("role:" + role));
        if (!teams.isEmpty()) {
            principals.add("team:" + teams.getFirst());
        }
        teams.forEach(team -> principals.add("team_tree:" + team));
        return principals;
    }

    /** None for a role that grants nothing. */
    private static Stream<Grant> grant(Record row) {
        String object = row.get("object", String.class);
        return object == null
                ? Stream.empty()
                : Stream.of(
                        new Grant(
                                RecordType.ofTypeName(object).orElseThrow(),
                                Action.valueOf(row.get("action", String.class)),
                                GrantScope.valueOf(row.get("scope", String.class)),
                                row.get("team_id", Long.class)));
    }
}
