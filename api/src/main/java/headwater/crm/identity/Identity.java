package headwater.crm.identity;

import headwater.crm.shared.Forbidden;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Set;

/**
 * Who sends a request, as his token or API key has proved.
 *
 * @param sessionId null with an API key
 * @param apiKeyId null with a token
 * @param scopes of the API key; all with a token
 * @param version of all permissions, as of the proof
 * @param usedAt when session or key was last known to be used; null for never
 */
public record Identity(
        long userId,
        @Nullable Long sessionId,
        @Nullable Long apiKeyId,
        Set<KeyScope> scopes,
        ViewerRepository.Version version,
        @Nullable Instant usedAt) {

    public boolean isApiKey() {
        return apiKeyId != null;
    }

    /**
     * The session that he is signed in with.
     *
     * @throws Forbidden with an API key, which must not be able to make itself another or outlive
     *     its revocation
     */
    public long requireSession() {
        if (sessionId == null) {
            throw new Forbidden(
                    "No API key can do this, whatever its scopes; sign in with login and password.");
        }
        return sessionId;
    }
}
