package headwater.standalone;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * Keeps services running: whichever dies is started again, until one dies as often as {@link
 * Deaths} allows or the supervisor is closed. Thread-safe.
 */
final class Supervisor implements AutoCloseable {
    private final Consumer<String> say;
    private final Deque<Keeper> keepers = new ArrayDeque<>();
    private final CompletableFuture<String> end = new CompletableFuture<>();
    private boolean starting;
    private boolean closed;

    /** Tells deaths and restarts to the consumer, a sentence each. */
    Supervisor(Consumer<String> say) {
        this.say = say;
    }

    /** Starts the service and keeps it running; a failure of this first start is the caller's. */
    <R extends Service.Running> R start(Service<R> service) {
        begin();
        try {
            var running = service.start();
            var keeper = new Keeper(service, running, say, end);
            synchronized (this) {
                keepers.push(keeper);
            }
            keeper.watch();
            return running;
        } finally {
            finish();
        }
    }

    private synchronized void begin() {
        if (closed) {
            throw new UpFailed("The start was interrupted.");
        }
        starting = true;
    }

    private synchronized void finish() {
        starting = false;
        notifyAll();
    }

    /** Why nothing is kept running any more, null while all is well. */
    @Nullable String trouble() {
        return end.getNow(null);
    }

    /** Waits until a service cannot be kept running, and says so in one sentence. */
    String awaitTrouble() throws InterruptedException {
        try {
            return end.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stops all services, the last started first; returns when the last is gone. */
    @Override
    public synchronized void close() {
        closed = true;
        awaitStart();
        keepers.forEach(Keeper::letGo);
        while (!keepers.isEmpty()) {
            keepers.pop().close();
        }
    }

    /** What is being started now is stopped with the rest; whoever starts it is interrupted. */
    private synchronized void awaitStart() {
        try {
            while (starting) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
