package headwater.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/** Waits until api and cdc say that they are well. */
final class Health {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Supervisor supervisor;

    Health(Supervisor supervisor) {
        this.supervisor = supervisor;
    }

    /** Where a process on this port says how it is. */
    static URI of(int port) {
        return URI.create("http://127.0.0.1:%d/actuator/health".formatted(port));
    }

    /** Returns when the answer is 200; gives up with the supervisor, or after five minutes. */
    void await(String name, URI health, Path log) throws InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var request = HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(5)).build();
        try (var client = HttpClient.newHttpClient()) {
            while (!isWell(client, request)) {
                var trouble = supervisor.trouble();
                if (trouble != null) {
                    throw new UpFailed(trouble);
                }
                if (System.nanoTime() > deadline) {
                    throw new UpFailed(
                            "%s is not well after %d minutes: %s says why."
                                    .formatted(name, PATIENCE.toMinutes(), log));
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    private static boolean isWell(HttpClient client, HttpRequest request)
            throws InterruptedException {
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
