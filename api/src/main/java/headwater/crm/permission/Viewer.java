package headwater.crm.permission;

import headwater.crm.shared.Forbidden;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.Set;

/**
 * On whose behalf something is read or written, and through which door.
 *
 * @param userId null for the system itself
 * @param subordinates everybody below the user in the managers' tree
 * @param requestId names the request in the log
 */
public record Viewer(
        @Nullable Long userId,
        Set<Role> roles,
        Set<Long> subordinates,
        Door door,
        String requestId) {

    /** The system itself, which may do everything. */
    public static Viewer system(Door door, String requestId) {
        return new Viewer(null, Set.of(Role.ADMINISTRATOR), Set.of(), door, requestId);
    }

    public Viewer through(Door otherDoor) {
        return new Viewer(userId, roles, subordinates, otherDoor, requestId);
    }

    public boolean may(Permission permission) {
        return roles.stream().anyMatch(role -> role.allows(permission));
    }

    /**
     * @throws Forbidden without the permission
     */
    public void require(Permission permission) {
        if (!may(permission)) {
            throw new Forbidden("This needs the permission " + permission + ".");
        }
    }

    /** The rows that this viewer may read. */
    public RowScope readable() {
        return scope(roles);
    }

    /** The rows that this viewer may change, and the owners he may give rows to. */
    public RowScope writable() {
        var writing = new HashSet<>(roles);
        writing.removeIf(role -> !role.allows(Permission.RECORD_WRITE));
        return scope(writing);
    }

    private RowScope scope(Set<Role> counted) {
        Set<Long> owners = new HashSet<>();
        for (Role role : counted) {
            switch (role.rows()) {
                case ALL -> {
                    return RowScope.ALL;
                }
                case OWN_AND_SUBORDINATES -> {
                    addSelf(owners);
                    owners.addAll(subordinates);
                }
                case OWN -> addSelf(owners);
            }
        }
        return new RowScope(owners);
    }

    private void addSelf(Set<Long> owners) {
        if (userId != null) {
            owners.add(userId);
        }
    }
}
