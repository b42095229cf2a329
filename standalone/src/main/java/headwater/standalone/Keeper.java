package headwater.standalone;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Watches one service's process from a thread of its own and starts it again when it dies. */
final class Keeper implements AutoCloseable {
    private final Service<?> service;
    private final Consumer<String> say;
    private final CompletableFuture<String> trouble;
    private final Thread thread;
    private final Deaths deaths = new Deaths();
    private volatile Service.Running running;
    private volatile boolean letGo;
    private long startedNanos = System.nanoTime();

    Keeper(
            Service<?> service,
            Service.Running running,
            Consumer<String> say,
            CompletableFuture<String> trouble) {
        this.service = service;
        this.running = running;
        this.say = say;
        this.trouble = trouble;
        this.thread = Thread.ofPlatform().daemon().name(service.name()).unstarted(this::keep);
    }

    void watch() {
        thread.start();
    }

    /** From now on a death is none of ours. */
    void letGo() {
        letGo = true;
    }

    /** Stops the process, also one that is being started at this moment. */
    @Override
    public void close() {
        letGo();
        thread.interrupt();
        running.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        running.close();
    }

    private void keep() {
        try {
            while (!letGo) {
                var exitCode = running.process().waitFor();
                if (exitCode == Refusal.EXIT_CODE && !letGo) {
                    giveUp(Refusal.in(service.log()));
                } else if (!letGo) {
                    afterDeath("ended with code " + exitCode);
                }
            }
        } catch (InterruptedException e) {
            // Let go.
        }
    }

    private void afterDeath(String how) throws InterruptedException {
        // A dead engine still holds the lock of its folder in our name.
        running.close();
        deaths.add(Duration.ofNanos(System.nanoTime() - startedNanos));
        if (deaths.isLoop()) {
            giveUp(
                    "%s died %d times within %d seconds of its start: %s says why."
                            .formatted(
                                    service.name(),
                                    Deaths.LIMIT,
                                    Deaths.SHORT_LIFE.toSeconds(),
                                    service.log()));
            return;
        }
        say.accept("%s %s and is started again.".formatted(service.name(), how));
        Thread.sleep(deaths.pause());
        restart();
    }

    private void giveUp(String why) {
        letGo = true;
        trouble.complete(why);
    }

    private void restart() throws InterruptedException {
        startedNanos = System.nanoTime();
        try {
            running = service.start();
        } catch (RuntimeException e) {
            if (letGo) {
                throw new InterruptedException();
            }
            afterDeath("could not be started (" + e.getMessage() + ")");
        }
    }
}
