package headwater.crm.sharing;

import headwater.crm.identity.SignInService;
import headwater.crm.permission.Action;
import headwater.crm.permission.Permission;
import headwater.crm.permission.Viewer;
import headwater.crm.shared.NotFound;
import headwater.crm.shared.RecordType;

import org.springframework.stereotype.Service;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;

/** Explains who may do what, by asking the very scopes that every query asks. */
@Service
public class AccessService {
    private final ShareRepository shares;
    private final Shareables shareables;
    private final SignInService signIn;
    private final Clock clock;

    AccessService(
            ShareRepository shares, Shareables shareables, SignInService signIn, Clock clock) {
        this.clock = clock;
        this.shares = shares;
        this.shareables = shareables;
        this.signIn = signIn;
    }

    /**
     * For administrators, and for everybody about himself.
     *
     * @throws NotFound if the asker may not see the record
     */
    public AccessExplanation explain(Viewer viewer, long userId, String record) {
        if (viewer.userId() == null || viewer.userId() != userId) {
            viewer.require(Permission.ADMINISTER);
        }
        Shareable kind = shareables.of(record);
        long id = kind.type().decode(record);
        Long owner = kind.owner(viewer, Action.READ, id);
        if (owner == null) {
            throw new NotFound(record);
        }
        Viewer person = signIn.viewer(userId, viewer.door(), viewer.requestId());
        List<Action> allowed =
                Arrays.stream(Action.values())
                        .filter(action -> allows(person, kind, action, id, owner))
                        .toList();
        return new AccessExplanation(
                allowed,
                reasons(person, kind.type(), owner),
                shares.reaching(person, kind.type(), id, clock.instant()));
    }

    private static boolean allows(
            Viewer person, Shareable kind, Action action, long id, long owner) {
        return action == Action.CREATE
                ? person.scope(kind.type(), action).contains(owner)
                : kind.owner(person, action, id) != null;
    }

    private static List<AccessExplanation.Reason> reasons(
            Viewer person, RecordType type, long owner) {
        return person.access().speakingOf(type, owner).stream()
                .map(
                        each ->
                                new AccessExplanation.Reason(
                                        each.role(),
                                        each.grant().action(),
                                        each.grant().scope(),
                                        each.grant().teamId()))
                .toList();
    }
}
