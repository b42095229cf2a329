package headwater.crm.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import headwater.crm.permission.Permission;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Transactions;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.security.SecureRandom;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that access tokens are signed with. Processes need not tell each other of a new one: who
 * signs asks for the newest, and who meets an unknown key id asks for that key. That a key still
 * counts is part of each request's statement, so keys may be remembered here.
 */
@Service
public class SigningKeys {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    /** A key and the id that token headers name it by. */
    record Signer(long id, SecretKey key) {}

    private final Cache<Long, SecretKey> known = Caffeine.newBuilder().maximumSize(10).build();
    private final SigningKeyRepository repository;
    private final Transactions transactions;

    SigningKeys(SigningKeyRepository repository, Transactions transactions) {
        this.repository = repository;
        this.transactions = transactions;
    }

    Signer newest() {
        var newest = repository.newest();
        SecretKey key = key(newest.secret());
        known.put(newest.id(), key);
        return new Signer(newest.id(), key);
    }

    /** Null when there is no such key. */
    @Nullable SecretKey byId(long id) {
        SecretKey remembered = known.getIfPresent(id);
        if (remembered != null) {
            return remembered;
        }
        var stored = repository.byId(id);
        if (stored == null) {
            return null;
        }
        SecretKey key = key(stored.secret());
        known.put(id, key);
        return key;
    }

    /**
     * Signs with a fresh key from now on. Tokens of the key before stay valid until they end; those
     * of older keys end now.
     *
     * @return id of the new key
     */
    public long rotate(Viewer viewer) {
        viewer.require(Permission.ADMINISTER);
        byte[] fresh = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(fresh);
        return transactions.write(viewer, () -> repository.rotate(viewer, fresh));
    }

    private static SecretKey key(byte[] secret) {
        return new SecretKeySpec(secret, ALGORITHM);
    }
}
