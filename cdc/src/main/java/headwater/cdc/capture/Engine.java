package headwater.cdc.capture;

import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;

import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One run of Debezium on a thread of its own. It is never started again: whoever wants to go on
 * makes another.
 */
final class Engine implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final Duration TIME_TO_CLOSE = Duration.ofSeconds(15);

    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;
    private final Thread thread;

    private Engine(Properties properties, BatchHandler handler) {
        ClassLoader loader = Engine.class.getClassLoader();
        engine =
                DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
                        .using(properties)
                        .using(loader)
                        .notifying(handler)
                        .using(this::ended)
                        .build();
        thread = Thread.ofPlatform().name("cdc-engine").daemon().unstarted(this::run);
        thread.setContextClassLoader(loader);
    }

    static Engine start(Properties properties, BatchHandler handler) {
        Engine engine = new Engine(properties, handler);
        engine.thread.start();
        return engine;
    }

    /**
     * Returns after the given time, or throws what ended the engine before.
     *
     * @throws EngineEnded if it ended without saying why
     */
    void await(Duration time) throws InterruptedException, EngineEnded {
        try {
            end.get(time.toMillis(), TimeUnit.MILLISECONDS);
            throw new EngineEnded("the engine ended", null);
        } catch (TimeoutException running) {
            return;
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new EngineEnded(String.valueOf(cause), cause);
        }
    }

    /**
     * Ends the engine from outside; if it does not end in time, its daemon thread dies with the
     * process.
     */
    @Override
    public void close() {
        long deadline = System.nanoTime() + TIME_TO_CLOSE.toNanos();
        try {
            while (!end.isDone() && System.nanoTime() < deadline && !closed()) {
                Thread.sleep(100);
            }
            thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.warn("The engine did not close cleanly: {}", e.getMessage());
        }
    }

    private boolean closed() throws IOException {
        try {
            engine.close();
            return true;
        } catch (IllegalStateException startingOrStopping) {
            return false;
        }
    }

    private void run() {
        engine.run();
        end.complete(null);
    }

    private void ended(boolean success, String message, Throwable error) {
        if (success) {
            end.complete(null);
        } else {
            end.completeExceptionally(error == null ? new EngineEnded(message, null) : error);
        }
    }
}
