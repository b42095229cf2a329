package headwater.engines;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Signals that {@link Process#destroy()} cannot send. */
enum Signal {
    /** PostgreSQL disconnects its clients and leaves at once; a JVM leaves as on SIGTERM. */
    FAST_STOP("INT");

    private final String name;

    Signal(String name) {
        this.name = name;
    }

    /** Sends and does not wait; a process that is gone already is no error. */
    void send(ProcessHandle process) {
        // Its number may be another process's by now; the handle knows.
        if (!process.isAlive()) {
            return;
        }
        try {
            // The shell's own kill: the program of that name is missing on a bare system.
            new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new EngineFailed("The shell sh cannot be started.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the process was gone before this time was over. */
    static boolean awaitExit(ProcessHandle process, Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new EngineFailed("Process %d cannot be watched.".formatted(process.pid()), e);
        }
    }
}
