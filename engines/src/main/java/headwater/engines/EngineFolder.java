package headwater.engines;

import java.nio.file.Path;

/**
 * A data folder in the hands of one supervising process: locked while it is open, with the process
 * id of the engine that runs in it.
 */
final class EngineFolder implements AutoCloseable {
    private final Path path;
    private final FolderLock lock;
    private final PidFile pidFile;

    private EngineFolder(Path path, FolderLock lock, PidFile pidFile) {
        this.path = path;
        this.lock = lock;
        this.pidFile = pidFile;
    }

    /**
     * Locks the folder, created when missing, and stops the engine that a killed supervisor left
     * running in it.
     */
    static EngineFolder open(String engine, Path path) {
        var lock = FolderLock.take(engine, path);
        try {
            var pidFile = PidFile.ofEngine(engine, path);
            pidFile.stopOrphan();
            return new EngineFolder(path, lock, pidFile);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    /** Remembers which process runs here. */
    void runs(Process process) {
        pidFile.write(process);
    }

    @Override
    public void close() {
        lock.close();
    }
}
