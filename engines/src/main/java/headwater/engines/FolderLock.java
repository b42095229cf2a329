package headwater.engines;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A folder in the hands of one process; the lock goes when that process does, however it ends. */
public final class FolderLock implements AutoCloseable {
    private final Path folder;
    private final FileLock lock;

    private FolderLock(Path folder, FileLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Locks the folder, created when missing, for what runs in it.
     *
     * @throws EngineFailed when it is locked already or not writable
     */
    public static FolderLock take(String program, Path folder) {
        try {
            Files.createDirectories(folder);
            var channel =
                    FileChannel.open(
                            folder.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            var lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new EngineFailed(
                        "%s already runs in %s under another Headwater process: stop that one or use another folder."
                                .formatted(program, folder));
            }
            return new FolderLock(folder, lock);
        } catch (IOException e) {
            throw new EngineFailed("The folder %s is not writable (%s).".formatted(folder, e), e);
        }
    }

    @Override
    public void close() {
        try {
            lock.channel().close();
        } catch (IOException e) {
            throw new EngineFailed("The lock of %s cannot be released.".formatted(folder), e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }
}
