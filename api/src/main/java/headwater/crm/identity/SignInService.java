package headwater.crm.identity;

import headwater.crm.permission.Door;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Transactions;
import headwater.crm.shared.Refused;
import headwater.crm.shared.Unauthenticated;
import headwater.crm.shared.UserError.Code;

import org.springframework.stereotype.Service;

/** Signing in, staying signed in, and the Viewer that a signed-in person becomes. */
@Service
public class SignInService {
    private static final Viewer SYSTEM = Viewer.system(Door.SYSTEM, "sign in");

    private final CredentialRepository credentials;
    private final Passwords passwords;
    private final SignInAttempts attempts;
    private final SessionTokens sessions;
    private final Viewers viewers;
    private final Transactions transactions;

    SignInService(
            CredentialRepository credentials,
            Passwords passwords,
            SignInAttempts attempts,
            SessionTokens sessions,
            Viewers viewers,
            Transactions transactions) {
        this.credentials = credentials;
        this.passwords = passwords;
        this.attempts = attempts;
        this.sessions = sessions;
        this.viewers = viewers;
        this.transactions = transactions;
    }

    /**
     * Starts a session.
     *
     * @throws Refused WRONG_CREDENTIALS, whichever of the two was wrong; TOO_MANY_ATTEMPTS
     */
    public SignedIn signIn(String login, String password, Client client) {
        attempts.take(login, client);
        var credential = credentials.ofActiveLogin(login);
        if (!passwords.match(password, credential) || credential == null) {
            throw new Refused(Code.WRONG_CREDENTIALS, "Login or password is wrong.");
        }
        return transactions.write(
                SYSTEM,
                () -> {
                    attempts.succeeded(login, client);
                    return sessions.start(credential.userId(), client);
                });
    }

    /**
     * The next tokens of a session, for a refresh token that was not used yet.
     *
     * @throws Refused SESSION_ENDED if it is wrong, was used, or its session has ended
     */
    public SignedIn refresh(String refreshToken) {
        return transactions
                .write(SYSTEM, () -> sessions.renew(refreshToken))
                .orElseThrow(
                        () ->
                                new Refused(
                                        Code.SESSION_ENDED,
                                        "This refresh token is wrong or was used before, or its session has ended; sign in again.",
                                        "refreshToken"));
    }

    public Viewer viewer(Identity identity, Door door, String requestId) {
        return viewers.of(identity, door, requestId);
    }

    /**
     * @throws Unauthenticated if the user is gone or no longer active
     */
    public Viewer viewer(long userId, Door door, String requestId) {
        return viewers.of(userId, door, requestId);
    }
}
