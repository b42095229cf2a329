package headwater.crm.permission;

import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a person's roles come to: for each kind of record and action the rows it reaches. The most
 * permissive grant wins, and a denial beats them all.
 */
public final class Access {
    /** Of the system itself. */
    static final Access EVERYTHING =
            new Access(
                    Set.of(Permission.values()),
                    List.of(),
                    Set.of(),
                    FieldLevels.EVERYTHING,
                    null,
                    null);

    private final Set<Permission> permissions;
    private final List<RoleGrant> grants;
    private final Set<String> principals;
    private final FieldLevels fields;
    private final @Nullable String since;
    private final @Nullable Map<RecordType, Map<Action, RowScope>> scopes;

    /**
     * A grant by the key of the role that it comes from.
     *
     * @param rows what it reaches for this person
     */
    public record RoleGrant(String role, Grant grant, RowScope rows) {}

    private Access(
            Set<Permission> permissions,
            List<RoleGrant> grants,
            Set<String> principals,
            FieldLevels fields,
            @Nullable Map<RecordType, Map<Action, RowScope>> scopes,
            @Nullable String since) {
        this.since = since;
        this.permissions = Set.copyOf(permissions);
        this.grants = List.copyOf(grants);
        this.principals = Set.copyOf(principals);
        this.fields = fields;
        this.scopes = scopes;
    }

    /**
     * @param grants by the keys of the person's roles
     * @param since position in the log of the last change to any of this
     */
    public static Access of(
            Set<Permission> permissions,
            Map<String, List<Grant>> grants,
            FieldLevels fields,
            Reach reach,
            String since) {
        List<RoleGrant> reached = new ArrayList<>();
        grants.forEach(
                (role, ofRole) ->
                        ofRole.forEach(
                                grant -> reached.add(new RoleGrant(role, grant, reach.of(grant)))));
        return new Access(permissions, reached, reach.principals(), fields, scopes(reached), since);
    }

    private static Map<RecordType, Map<Action, RowScope>> scopes(List<RoleGrant> grants) {
        Map<RecordType, Map<Action, RowScope>> scopes = new EnumMap<>(RecordType.class);
        for (RoleGrant each : grants) {
            scopes.computeIfAbsent(each.grant().object(), object -> new EnumMap<>(Action.class))
                    .merge(each.grant().action(), each.rows(), RowScope::or);
        }
        for (RoleGrant each : grants) {
            if (each.grant().scope() == GrantScope.DENIED) {
                scopes.getOrDefault(each.grant().object(), Map.of()).remove(each.grant().action());
            }
        }
        scopes.values().forEach(Access::keepWithinWhatIsSeen);
        return scopes;
    }

    /**
     * A record is made before anybody sees it; whatever is done later is done with what is seen.
     */
    private static void keepWithinWhatIsSeen(Map<Action, RowScope> actions) {
        RowScope seen = actions.getOrDefault(Action.READ, RowScope.NONE);
        actions.replaceAll(
                (action, rows) ->
                        action == Action.READ || action == Action.CREATE
                                ? rows
                                : rows.within(seen));
    }

    /** The grants and denials that speak of a record of this kind and owner. */
    public List<RoleGrant> speakingOf(RecordType object, long ownerId) {
        return grants.stream()
                .filter(each -> each.grant().object() == object)
                .filter(
                        each ->
                                each.grant().scope() == GrantScope.DENIED
                                        || each.rows().contains(ownerId))
                .toList();
    }

    /** What records can be shared with so that this person sees them. */
    public Set<String> principals() {
        return principals;
    }

    /**
     * Where in the log the last change to it stands; null for the system, which nothing changes.
     */
    public @Nullable String since() {
        return since;
    }

    FieldLevels fields() {
        return fields;
    }

    boolean allows(Permission permission) {
        return permissions.contains(permission);
    }

    RowScope scope(RecordType object, Action action) {
        return scopes == null
                ? RowScope.ALL
                : scopes.getOrDefault(object, Map.of()).getOrDefault(action, RowScope.NONE);
    }
}
