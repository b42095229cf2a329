package headwater.crm.activity;

import headwater.crm.followup.Followed;
import headwater.crm.followup.Followed.Whose;
import headwater.crm.identity.SignInService;
import headwater.crm.identity.UserService;
import headwater.crm.permission.Action;
import headwater.crm.permission.Door;
import headwater.crm.permission.Permission;
import headwater.crm.permission.RowScope;
import headwater.crm.permission.Viewer;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who did what is written down, and whether it was his to do. */
@Component
class Actors {
    private final UserService users;
    private final SignInService signIn;

    Actors(UserService users, SignInService signIn) {
        this.users = users;
        this.signIn = signIn;
    }

    /** The viewer, or the one whom he may name. */
    @Nullable Long actor(Viewer viewer, InteractionDraft draft, Violations violations) {
        if (draft.actor() == null) {
            return viewer.userId();
        }
        Long actor = users.find(viewer, draft.actor(), violations, "actor");
        if (actor != null && !actor.equals(viewer.userId()) && !namesOthers(viewer, draft)) {
            violations.add(
                    Code.NOT_PERMITTED,
                    "To say that somebody else did it needs %s, or an integration's key that may change all records of the kind."
                            .formatted(Permission.ADMINISTER),
                    "actor");
        }
        return actor;
    }

    /** A seller's own key comes through the same door as the telephone system's. */
    private static boolean namesOthers(Viewer viewer, InteractionDraft draft) {
        return viewer.may(Permission.ADMINISTER)
                || (viewer.door() == Door.INTEGRATION
                        && draft.places().keySet().stream()
                                .allMatch(type -> changesAll(viewer, type)));
    }

    private static boolean changesAll(Viewer viewer, RecordType type) {
        return viewer.scope(type, Action.UPDATE).equals(RowScope.ALL);
    }

    /** Whether he owns the record or may change it; what nobody owns, nobody follows up. */
    boolean worksOn(Viewer viewer, @Nullable Long actor, Whose whose, Followed kind, long id) {
        if (actor == null || whose.ownerId() == null) {
            return false;
        }
        if (actor.equals(whose.ownerId())) {
            return true;
        }
        Viewer who =
                actor.equals(viewer.userId())
                        ? viewer
                        : signIn.viewer(actor, viewer.door(), viewer.requestId());
        return kind.mayChange(who, id);
    }
}
