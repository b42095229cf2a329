package headwater.crm.permission;

import headwater.crm.shared.FieldNotAccessible;
import headwater.crm.shared.Forbidden;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;

/**
 * On whose behalf something is read or written, and through which door.
 *
 * @param userId null for the system itself
 * @param requestId names the request in the log
 */
public record Viewer(@Nullable Long userId, Access access, Door door, String requestId) {

    /** The system itself, which may do everything. */
    public static Viewer system(Door door, String requestId) {
        return new Viewer(null, Access.EVERYTHING, door, requestId);
    }

    public Viewer through(Door otherDoor) {
        return new Viewer(userId, access, otherDoor, requestId);
    }

    /**
     * The same person for the log, with all that the system may; for what follows from a change.
     */
    public Viewer asSystem() {
        return new Viewer(userId, Access.EVERYTHING, door, requestId);
    }

    public boolean may(Permission permission) {
        return access.allows(permission);
    }

    /**
     * @throws Forbidden without the permission
     */
    public void require(Permission permission) {
        if (!may(permission)) {
            throw new Forbidden("This needs the permission " + permission + ".");
        }
    }

    /** The rows of a kind with which this viewer may do something. */
    public RowScope scope(RecordType object, Action action) {
        return access.scope(object, action);
    }

    /** How far this viewer is let into the fields of records. */
    public FieldLevels fields() {
        return access.fields();
    }

    public FieldLevel level(RecordType object, String field) {
        return fields().of(object.typeName() + "." + field);
    }

    /**
     * @throws FieldNotAccessible below {@link FieldLevel#READ}
     */
    public void requireReadable(RecordType object, String field) {
        if (!level(object, field).includes(FieldLevel.READ)) {
            throw new FieldNotAccessible(object.typeName() + "." + field);
        }
    }

    /**
     * Whether the viewer can do something with records of a kind: those with owners are granted,
     * the others everybody may read and administrators change.
     */
    public boolean may(RecordType object, Action action) {
        return object.isOwned()
                ? !scope(object, action).isEmpty()
                : action == Action.READ || may(Permission.ADMINISTER);
    }

    /**
     * @throws Forbidden if there is no row of that kind with which the viewer could do it
     */
    public void require(RecordType object, Action action) {
        if (!object.isOwned() && action != Action.READ) {
            require(Permission.ADMINISTER);
        } else if (!may(object, action)) {
            throw new Forbidden(
                    "None of your roles grants %s on %s.".formatted(action, object.typeName()));
        }
    }
}
