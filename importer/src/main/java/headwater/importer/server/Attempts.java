package headwater.importer.server;

import headwater.importer.CannotRun;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Repeats what fails for now, and says so once per run of failures. */
record Attempts(URI endpoint, Consumer<String> notices) {
    /** An operation that may fail for now. */
    interface Attempt {
        JsonNode run() throws Unavailable, TokenRefused;
    }

    /**
     * What the first attempt that succeeds returns.
     *
     * @throws CannotRun when patience ends
     */
    JsonNode run(Patience patience, Attempt attempt) throws TokenRefused {
        Patience.Wait wait = patience.begin();
        boolean failed = false;
        while (true) {
            try {
                JsonNode data = attempt.run();
                if (failed) {
                    notices.accept("The server is back.");
                }
                return data;
            } catch (Unavailable e) {
                Optional<Duration> pause = wait.next();
                String what = endpoint + " " + e.getMessage();
                if (pause.isEmpty()) {
                    String then = failed ? "; giving up, run the import again later." : ".";
                    throw new CannotRun(what + then, e);
                }
                if (!failed) {
                    long seconds = patience.total().toSeconds();
                    notices.accept(what + "; trying again for up to " + seconds + " seconds.");
                }
                failed = true;
                sleep(pause.get());
            }
        }
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotRun("The import was interrupted; run it again to go on.", e);
        }
    }
}
