package headwater.crm.identity;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A refresh token or API key as its owner holds it: {@code <kind>_<id>.<secret>}. The id finds the
 * row, the secret of 256 random bits proves it; only the secret's hash is stored.
 */
record OpaqueToken(String kind, String id, String secret) {
    static final String REFRESH = "hwr";
    static final String API_KEY = "hwk";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern FORM =
            Pattern.compile("(hwr|hwk)_([0-9a-z]{1,20})\\.([A-Za-z0-9_-]{43})");
    private static final int SECRET_BYTES = 32;
    private static final int PREFIX_BYTES = 6;

    static String randomPrefix() {
        return HexFormat.of().formatHex(random(PREFIX_BYTES));
    }

    static String randomSecret() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random(SECRET_BYTES));
    }

    /** Null if the text is nothing of that kind. */
    static @Nullable OpaqueToken read(String kind, String text) {
        var parts = FORM.matcher(text);
        return parts.matches() && parts.group(1).equals(kind)
                ? new OpaqueToken(kind, parts.group(2), parts.group(3))
                : null;
    }

    static boolean isApiKey(String text) {
        return text.startsWith(API_KEY + "_");
    }

    byte[] hash() {
        return sha256(secret);
    }

    /** In constant time. */
    boolean isProvedBy(byte[] hash) {
        return MessageDigest.isEqual(hash(), hash);
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }

    /** What the owner is given. */
    String text() {
        return "%s_%s.%s".formatted(kind, id, secret);
    }

    /** Keeps the secret out of logs. */
    @Override
    public String toString() {
        return kind + "_" + id;
    }
}
