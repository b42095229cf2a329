package headwater.crm.persistence;

import static headwater.crm.db.internal.Tables.FINGERPRINT_KEY;

import headwater.crm.permission.SystemAccess;

import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret that all processes of an installation share and that no rotation changes: with it they
 * know again what one of them has given out.
 */
@Repository
public class InstallationKey {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKey key;

    InstallationKey(DSLContext db) {
        this.key =
                new SecretKeySpec(
                        db.select(FINGERPRINT_KEY.SECRET)
                                .from(FINGERPRINT_KEY)
                                .fetchSingle(FINGERPRINT_KEY.SECRET),
                        ALGORITHM);
    }

    /**
     * @param purpose keeps what is marked for one purpose from passing for another
     * @return 32 bytes
     */
    @SystemAccess("keys belong to the installation, not to a person")
    public byte[] mark(String purpose, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((purpose + '\0').getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
