package headwater.crm.identity;

import java.time.Instant;

/**
 * The tokens of a session.
 *
 * @param token short-lived, for requests
 * @param expiresAt when the token ends
 * @param refreshToken works once, for the next tokens
 */
public record SignedIn(String token, Instant expiresAt, String refreshToken) {

    /** Keeps both out of logs. */
    @Override
    public String toString() {
        return "SignedIn[expiresAt=" + expiresAt + "]";
    }
}
