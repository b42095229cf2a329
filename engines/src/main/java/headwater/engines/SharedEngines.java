package headwater.engines;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One PostgreSQL and one ClickHouse for all tests of a JVM, each started at its first use on a
 * temporary folder that goes when the JVM does. Thread-safe.
 */
public final class SharedEngines {
    private static @Nullable Path folder;
    private static @Nullable Postgres postgres;
    private static @Nullable ClickHouse clickHouse;
    private static @Nullable Process watcher;

    private SharedEngines() {}

    /** The shared PostgreSQL, without fsync. */
    public static synchronized Postgres postgres() {
        if (postgres == null) {
            postgres =
                    Postgres.start(PostgresSettings.in(folder().resolve("postgres")).notDurable());
            watcher = stopWhenThisProcessDies(postgres.process());
        }
        return postgres;
    }

    /** The shared ClickHouse. */
    public static synchronized ClickHouse clickHouse() {
        if (clickHouse == null) {
            clickHouse = ClickHouse.start(ClickHouseSettings.in(folder().resolve("clickhouse")));
        }
        return clickHouse;
    }

    /** ClickHouse does so by itself; PostgreSQL would outlive a test run that was killed. */
    private static Process stopWhenThisProcessDies(Process server) {
        var script = "cat >/dev/null; kill -INT " + server.pid() + " 2>/dev/null";
        try {
            return new ProcessBuilder(Session.own(List.of("sh", "-c", script))).start();
        } catch (IOException e) {
            throw new EngineFailed("The shell sh cannot be started.", e);
        }
    }

    private static Path folder() {
        if (folder == null) {
            try {
                folder = Files.createTempDirectory("headwater-engines");
            } catch (IOException e) {
                throw new EngineFailed("No temporary folder can be made.", e);
            }
            Runtime.getRuntime().addShutdownHook(new Thread(SharedEngines::stop));
        }
        return folder;
    }

    private static synchronized void stop() {
        if (postgres != null) {
            postgres.close();
        }
        if (watcher != null) {
            watcher.destroy();
        }
        if (clickHouse != null) {
            clickHouse.close();
        }
        if (folder != null) {
            try {
                Cache.delete(folder);
            } catch (IOException e) {
                // Left to the system's own cleaning of temporary folders.
            }
        }
    }
}
