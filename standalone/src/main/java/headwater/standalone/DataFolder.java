package headwater.standalone;

import headwater.engines.FolderLock;
import headwater.engines.PidFile;
import headwater.engines.Secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/** The folder of one installation, locked: engines' data, ports, logs, and how far it has come. */
final class DataFolder implements AutoCloseable {
    private static final long LONGEST_LOG_BYTES = 20_000_000;

    private final Path path;
    private final FolderLock lock;

    private DataFolder(Path path, FolderLock lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Refuses a folder of other things, one in use, and one that cannot be written. */
    static DataFolder open(Path path) {
        refuseForeign(path);
        makePrivate(path);
        var lock = FolderLock.take("Headwater", path);
        try {
            Files.createDirectories(path.resolve("log"));
            Files.writeString(path.resolve("headwater"), "The data of a Headwater installation.\n");
        } catch (IOException e) {
            lock.close();
            throw new UpFailed("The folder %s is not writable (%s).".formatted(path, e), e);
        }
        return new DataFolder(path, lock);
    }

    Path path() {
        return path;
    }

    /** The log file of a process; a long one of earlier runs is put aside, once. */
    Path log(String process) {
        var log = path.resolve("log").resolve(process + ".log");
        try {
            if (Files.exists(log) && Files.size(log) > LONGEST_LOG_BYTES) {
                var previous = log.resolveSibling(process + ".log.1");
                Files.move(log, previous, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UpFailed("%s cannot be rotated (%s).".formatted(log, e), e);
        }
        return log;
    }

    PortBook ports() {
        return new PortBook(path.resolve("ports"));
    }

    PidFile pidFile(String process) {
        return new PidFile(process, path.resolve(process + ".pid"), path);
    }

    /** Whether an installation in this folder has been ready once. */
    boolean wasReady() {
        return Files.exists(path.resolve("ready"));
    }

    /** The administrator's generated password; the same until the folder was ready once. */
    String firstPassword() {
        return Secret.keptIn(path.resolve("first-password"), 18);
    }

    /** From now on nobody knows the administrator's password but he. */
    void becameReady() {
        try {
            Files.writeString(path.resolve("ready"), "");
            Files.deleteIfExists(path.resolve("first-password"));
        } catch (IOException e) {
            throw new UpFailed("The folder %s is not writable (%s).".formatted(path, e), e);
        }
    }

    @Override
    public void close() {
        lock.close();
    }

    /** A new folder is its owner's alone: it holds a company's customers. */
    private static void makePrivate(Path path) {
        try {
            if (Files.notExists(path)) {
                Files.createDirectories(path);
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
            }
        } catch (IOException e) {
            throw new UpFailed("The folder %s is not writable (%s).".formatted(path, e), e);
        }
    }

    private static void refuseForeign(Path path) {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new UpFailed("%s is not a folder; --data must name one.".formatted(path));
        }
        if (!Files.isDirectory(path) || Files.exists(path.resolve("headwater"))) {
            return;
        }
        try (Stream<Path> files = Files.list(path)) {
            if (files.anyMatch(file -> !file.endsWith("lock"))) {
                throw new UpFailed(
                        "%s holds other files than Headwater's; --data must name an empty or new folder."
                                .formatted(path));
            }
        } catch (IOException e) {
            throw new UpFailed("The folder %s cannot be read (%s).".formatted(path, e), e);
        }
    }
}
