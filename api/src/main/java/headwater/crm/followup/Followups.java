package headwater.crm.followup;

import headwater.crm.permission.Door;
import headwater.crm.permission.Viewer;
import headwater.crm.shared.RecordType;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** What people do with a customer that follows him up, beside talking to him. */
@Component
public class Followups {
    /** Through which a person acts, at the moment that he says. */
    private static final Set<Door> ACTING = EnumSet.of(Door.UI, Door.API, Door.INTEGRATION);

    // Asked for late: kinds of records need each other.
    private final ObjectProvider<Followed> kinds;

    Followups(ObjectProvider<Followed> kinds) {
        this.kinds = kinds;
    }

    /**
     * Somebody who may change a record has sent a quote, or moved it forward. Imports, jobs and the
     * system follow nobody up.
     */
    public void done(Viewer viewer, RecordType type, long id, Instant at) {
        if (viewer.userId() == null || !ACTING.contains(viewer.door())) {
            return;
        }
        Viewer system = viewer.asSystem();
        kinds.stream()
                .filter(kind -> kind.type() == type)
                .forEach(
                        kind -> {
                            kind.whose(system, id);
                            kind.followedUp(system, id, at);
                        });
    }
}
