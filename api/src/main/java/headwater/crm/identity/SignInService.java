package headwater.crm.identity;

import headwater.crm.permission.Door;
import headwater.crm.permission.Viewer;
import headwater.crm.shared.Refused;
import headwater.crm.shared.Unauthenticated;
import headwater.crm.shared.UserError.Code;

import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;

/** Signing in, and the Viewer that a signed-in person becomes. */
@Service
public class SignInService {
    private final CredentialRepository credentials;
    private final Viewers viewers;
    private final PasswordEncoder passwords;
    private final Tokens tokens;
    private final String nobodysHash;

    SignInService(
            CredentialRepository credentials,
            Viewers viewers,
            PasswordEncoder passwords,
            Tokens tokens) {
        this.credentials = credentials;
        this.viewers = viewers;
        this.passwords = passwords;
        this.tokens = tokens;
        this.nobodysHash = String.valueOf(passwords.encode("nobody has this password"));
    }

    /**
     * @return a bearer token
     * @throws Refused WRONG_CREDENTIALS, whichever of the two was wrong
     */
    public String signIn(String login, String password) {
        var credential = credentials.ofActiveLogin(login);
        // An unknown login costs the same hash as a known one, so that time does not tell them
        // apart.
        String hash = credential == null ? nobodysHash : credential.passwordHash();
        if (!passwords.matches(password, hash) || credential == null) {
            throw new Refused(Code.WRONG_CREDENTIALS, "Login or password is wrong.");
        }
        return tokens.issue(credential.userId());
    }

    /**
     * @throws Unauthenticated if the user is gone or no longer active
     */
    public Viewer viewer(long userId, Door door, String requestId) {
        return viewers.of(userId, door, requestId);
    }
}
