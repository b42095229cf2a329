package headwater.crm.graphql;

import headwater.crm.persistence.InstallationKey;
import headwater.crm.shared.InvalidCursor;

import org.springframework.stereotype.Component;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/**
 * Lets only cursors in that have gone out: {@code 1.<cursor>.<seal>}, the first being the version.
 */
@Component
final class CursorSeal {
    private static final String VERSION = "1.";
    private static final int SEAL_BYTES = 12;

    private final InstallationKey key;

    CursorSeal(InstallationKey key) {
        this.key = key;
    }

    String seal(String cursor) {
        return VERSION + cursor + "." + Base64.getUrlEncoder().encodeToString(mark(cursor));
    }

    /**
     * @throws InvalidCursor if it was not sealed here
     */
    String open(String sealed) {
        int end = sealed.lastIndexOf('.');
        if (!sealed.startsWith(VERSION) || end < VERSION.length()) {
            throw new InvalidCursor();
        }
        String cursor = sealed.substring(VERSION.length(), end);
        byte[] given = sealed.substring(end + 1).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(Base64.getUrlEncoder().encode(mark(cursor)), given)) {
            throw new InvalidCursor();
        }
        return cursor;
    }

    private byte[] mark(String cursor) {
        return Arrays.copyOf(key.mark("cursor", cursor), SEAL_BYTES);
    }
}
