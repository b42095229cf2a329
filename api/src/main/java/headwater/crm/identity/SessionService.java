package headwater.crm.identity;

import headwater.crm.permission.Permission;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Transactions;
import headwater.crm.shared.NotFound;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Refused;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.time.Clock;
import java.util.List;
import java.util.Set;

/** What a person may do about where he is signed in; administrators about others too. */
@Service
public class SessionService {
    private static final int MOST_SHOWN = 100;

    private final SessionRepository repository;
    private final CredentialRepository credentials;
    private final UserRepository users;
    private final Passwords passwords;
    private final SignInAttempts attempts;
    private final Transactions transactions;
    private final Clock clock;

    SessionService(
            SessionRepository repository,
            CredentialRepository credentials,
            UserRepository users,
            Passwords passwords,
            SignInAttempts attempts,
            Transactions transactions,
            Clock clock) {
        this.repository = repository;
        this.credentials = credentials;
        this.users = users;
        this.passwords = passwords;
        this.attempts = attempts;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Those that have not ended, at most 100, the last used first.
     *
     * @param userId another person, for administrators; null for one's own
     */
    public List<Session> list(Viewer viewer, Identity identity, @Nullable Long userId) {
        long whose = whose(viewer, identity, userId);
        long current = identity.sessionId() == null ? 0 : identity.sessionId();
        return repository.ofUser(viewer, whose, current, clock.instant(), MOST_SHOWN);
    }

    /** Ends the session that asks. */
    public int signOut(Viewer viewer, Identity identity) {
        long session = identity.requireSession();
        return transactions.write(viewer, () -> repository.end(identity.userId(), session));
    }

    /**
     * Ends all sessions, the one that asks included.
     *
     * @param userId another person, for administrators; null for oneself
     */
    public int signOutEverywhere(Viewer viewer, Identity identity, @Nullable Long userId) {
        identity.requireSession();
        long whose = whose(viewer, identity, userId);
        return transactions.write(viewer, () -> repository.endAll(whose, null));
    }

    /**
     * Ends one session, one's own or for administrators anybody's.
     *
     * @throws NotFound also for another person's session
     */
    public int revoke(Viewer viewer, Identity identity, long sessionId) {
        identity.requireSession();
        int ended =
                transactions.write(
                        viewer,
                        () ->
                                viewer.may(Permission.ADMINISTER)
                                        ? repository.end(viewer, sessionId)
                                        : repository.end(identity.userId(), sessionId));
        if (ended == 0) {
            throw new NotFound(RecordType.SESSION.encode(sessionId));
        }
        return ended;
    }

    /**
     * Changes one's own password and ends all other sessions.
     *
     * @throws Refused WRONG_CREDENTIALS, TOO_MANY_ATTEMPTS, or what is wrong with the new one
     */
    public int changePassword(
            Viewer viewer, Identity identity, Client client, String current, String fresh) {
        long session = identity.requireSession();
        User user = user(viewer, identity.userId());
        // Who found a browser open must not find out the password by this way.
        attempts.take(user.login(), client);
        if (!passwords.match(current, credentials.ofActiveLogin(user.login()))) {
            throw new Refused(
                    Code.WRONG_CREDENTIALS,
                    "currentPassword is not your password of today.",
                    "currentPassword");
        }
        var violations = new Violations();
        violations.invalidIf(
                current.equals(fresh),
                "newPassword must differ from currentPassword.",
                "newPassword");
        passwords.check(fresh, user.login(), user.name(), violations, "newPassword");
        attempts.succeeded(user.login(), client);
        violations.refuse();
        return transactions.write(viewer, () -> passwords.store(user.id(), fresh, session));
    }

    /** Lets a person try passwords again at once. */
    public User unlock(Viewer viewer, long userId) {
        viewer.require(Permission.ADMINISTER);
        User user = user(viewer, userId);
        transactions.write(
                viewer,
                () -> {
                    attempts.unlock(user.login());
                    return user;
                });
        return user;
    }

    private static long whose(Viewer viewer, Identity identity, @Nullable Long userId) {
        if (userId == null || userId == identity.userId()) {
            return identity.userId();
        }
        viewer.require(Permission.ADMINISTER);
        return userId;
    }

    private User user(Viewer viewer, long id) {
        return users.byIds(viewer, Set.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound(RecordType.USER.encode(id)));
    }
}
