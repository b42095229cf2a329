package headwater.engines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;

/**
 * What is unpacked or downloaded once per user: the folder of environment variable CRM_CACHE, by
 * default ~/.cache/headwater.
 */
public final class Cache {
    private Cache() {}

    /** Fills an empty folder. */
    interface Filler {
        void fill(Path folder) throws IOException;
    }

    /** The cache's folder, which may not exist yet. */
    public static Path folder() {
        var chosen = System.getenv("CRM_CACHE");
        return chosen == null || chosen.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache", "headwater")
                : Path.of(chosen).toAbsolutePath();
    }

    /** The folder of this name, filled before it is first seen: half of one is never used. */
    static Path entry(String name, Filler filler) {
        var entry = folder().resolve(name);
        if (Files.isDirectory(entry)) {
            return entry;
        }
        try {
            Files.createDirectories(folder());
            var part = Files.createTempDirectory(folder(), name + ".part");
            try {
                filler.fill(part);
                moveUnlessThere(part, entry);
            } finally {
                delete(part);
            }
        } catch (IOException e) {
            throw new EngineFailed(
                    "The cache folder %s cannot be used (%s); set CRM_CACHE to another one."
                            .formatted(folder(), e),
                    e);
        }
        return entry;
    }

    private static void moveUnlessThere(Path part, Path entry) throws IOException {
        try {
            Files.move(part, entry, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            // Unless another process filled it in the meantime, with the same content.
            if (!Files.isDirectory(entry)) {
                throw e;
            }
        }
    }

    /** Deletes a folder with all it holds; nothing happens when it is not there. */
    static void delete(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(Cache::deleteOne);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void deleteOne(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
