package headwater.engines;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;

/** PostgreSQL's programs, unpacked from their archive on the class path into the cache. */
final class PostgresBinaries {
    private static final String VERSION = "18.6.0";

    private PostgresBinaries() {}

    /** The folder that holds bin/postgres and bin/initdb. */
    static Path folder() {
        var machine = machine();
        return Cache.entry(
                "postgresql-" + VERSION + "-" + machine,
                folder -> unpack("/postgres-linux-" + machine + ".txz", folder));
    }

    private static String machine() {
        var architecture = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return switch (architecture) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default ->
                    throw new EngineFailed(
                            "There is no embedded PostgreSQL for a processor of type %s: set CRM_POSTGRES_URL to a server of yours."
                                    .formatted(architecture));
        };
    }

    private static void unpack(String archive, Path folder) throws IOException {
        var resource = PostgresBinaries.class.getResourceAsStream(archive);
        if (resource == null) {
            throw new EngineFailed("PostgreSQL's archive %s is not packaged.".formatted(archive));
        }
        try (var tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(resource)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(tar, entry, folder.resolve(entry.getName()).normalize());
            }
        }
        // A temporary folder is its owner's alone; the server may run as somebody else.
        var permissions = EnumSet.copyOf(Files.getPosixFilePermissions(folder));
        permissions.addAll(
                EnumSet.of(
                        PosixFilePermission.GROUP_READ,
                        PosixFilePermission.GROUP_EXECUTE,
                        PosixFilePermission.OTHERS_READ,
                        PosixFilePermission.OTHERS_EXECUTE));
        Files.setPosixFilePermissions(folder, permissions);
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
            throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target);
        var ownerMayExecute = (entry.getMode() & 0100) != 0;
        if (ownerMayExecute && !target.toFile().setExecutable(true, false)) {
            throw new IOException(target + " cannot be made executable");
        }
    }
}
