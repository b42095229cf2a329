package headwater.crm.identity;

import headwater.crm.shared.Unauthenticated;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Tells from a bearer token, which is an access token or an API key, who sends a request. */
@Service
public class Bearers {
    private static final byte[] NOBODYS_HASH = OpaqueToken.sha256("nobody has this secret");

    private final IdentityRepository repository;
    private final Tokens tokens;
    private final LastUse lastUse;

    Bearers(IdentityRepository repository, Tokens tokens, LastUse lastUse) {
        this.repository = repository;
        this.tokens = tokens;
        this.lastUse = lastUse;
    }

    /**
     * One SQL statement.
     *
     * @throws Unauthenticated if it is wrong, has ended or was revoked
     */
    public Identity identify(String bearer) {
        Identity identity = OpaqueToken.isApiKey(bearer) ? ofKey(bearer) : ofSession(bearer);
        if (identity == null) {
            throw new Unauthenticated(
                    "The token or API key is wrong, has ended or was revoked; refresh the session or sign in again.");
        }
        lastUse.note(identity);
        return identity;
    }

    private @Nullable Identity ofSession(String bearer) {
        var token = tokens.read(bearer);
        return token == null ? null : repository.ofSession(token);
    }

    private @Nullable Identity ofKey(String bearer) {
        var key = OpaqueToken.read(OpaqueToken.API_KEY, bearer);
        if (key == null) {
            return null;
        }
        var stored = repository.ofKey(key.id());
        // Compared for an unknown prefix too, so that time does not tell known ones.
        boolean proved = key.isProvedBy(stored == null ? NOBODYS_HASH : stored.secretHash());
        return stored != null && proved ? stored.identity() : null;
    }
}
