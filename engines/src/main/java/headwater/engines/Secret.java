package headwater.engines;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/**
 * Generated passwords: letters and digits, so that they need no quoting anywhere, in files that
 * only their owner can read.
 */
public final class Secret {
    private static final String ALPHABET =
            "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secret() {}

    /** A new password of this many characters, without those that look alike. */
    public static String generate(int length) {
        var password = new StringBuilder(length);
        for (var i = 0; i < length; i++) {
            password.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }

    /** The password kept in this file; generated when missing. */
    static String keptIn(Path file) {
        return keptIn(file, 24);
    }

    /** The password kept in this file; generated with this many characters when missing. */
    public static String keptIn(Path file, int length) {
        try {
            if (Files.notExists(file)) {
                writePrivately(file, generate(length));
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new EngineFailed(
                    "The password file %s cannot be used: %s.".formatted(file, e), e);
        }
    }

    /** Replaces the file in one step by one that only its owner can read. */
    static void writePrivately(Path file, String content) throws IOException {
        var part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        Files.createFile(
                part,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(part, content, StandardCharsets.UTF_8);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
