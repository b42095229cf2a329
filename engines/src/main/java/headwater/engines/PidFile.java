package headwater.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Remembers which process runs for a folder, so that the next supervisor finds it after this one
 * was killed.
 */
public final class PidFile {
    private static final Duration TIME_TO_LEAVE = Duration.ofSeconds(10);

    private final String program;
    private final Path file;
    private final Path folder;

    /** The command line of the process must name the folder: process ids are used again. */
    public PidFile(String program, Path file, Path folder) {
        this.program = program;
        this.file = file;
        this.folder = folder;
    }

    /** The one in an engine's own folder. */
    public static PidFile ofEngine(String engine, Path folder) {
        var file = folder.resolve(engine.toLowerCase(Locale.ROOT) + ".pid");
        return new PidFile(engine, file, folder);
    }

    /** Remembers this process instead of any before it. */
    public void write(Process process) {
        try {
            Files.writeString(file, Long.toString(process.pid()));
        } catch (IOException e) {
            throw new EngineFailed("%s cannot be written (%s).".formatted(file, e), e);
        }
    }

    /**
     * Stops the remembered process where it still runs. The caller holds the folder's lock, so it
     * is nobody's any more.
     */
    public void stopOrphan() {
        orphan().ifPresent(this::stop);
    }

    private Optional<ProcessHandle> orphan() {
        try {
            if (Files.notExists(file)) {
                return Optional.empty();
            }
            var pid = Long.parseLong(Files.readString(file).strip());
            var commandLine = Path.of("/proc", Long.toString(pid), "cmdline");
            return Files.exists(commandLine)
                            && Files.readString(commandLine).contains(folder.toString())
                    ? ProcessHandle.of(pid)
                    : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private void stop(ProcessHandle orphan) {
        Signal.FAST_STOP.send(orphan);
        if (!Signal.awaitExit(orphan, TIME_TO_LEAVE)) {
            orphan.destroyForcibly();
        }
        if (!Signal.awaitExit(orphan, TIME_TO_LEAVE)) {
            throw new EngineFailed(
                    "%s of an earlier run, process %d, still uses %s and cannot be stopped: stop it and start again."
                            .formatted(program, orphan.pid(), folder));
        }
    }
}
