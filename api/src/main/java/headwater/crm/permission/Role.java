package headwater.crm.permission;

import java.util.Set;

/** What a person may do. Several roles add up. */
public enum Role {
    ADMINISTRATOR(
            Rows.ALL, Permission.RECORD_WRITE, Permission.RECORD_BACKDATE, Permission.ADMINISTER),
    MANAGER(Rows.OWN_AND_SUBORDINATES, Permission.RECORD_WRITE),
    SELLER(Rows.OWN, Permission.RECORD_WRITE),
    VIEWER(Rows.ALL);

    /** Whose records a role sees. */
    enum Rows {
        OWN,
        OWN_AND_SUBORDINATES,
        ALL
    }

    private final Rows rows;
    private final Set<Permission> permissions;

    Role(Rows rows, Permission... permissions) {
        this.rows = rows;
        this.permissions = Set.of(permissions);
    }

    Rows rows() {
        return rows;
    }

    boolean allows(Permission permission) {
        return permissions.contains(permission);
    }
}
