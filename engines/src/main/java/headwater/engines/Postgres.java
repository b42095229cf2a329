package headwater.engines;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A running PostgreSQL 18 on 127.0.0.1 with logical decoding, its database {@code crm} and one
 * superuser whose password is generated and kept in the folder.
 */
public final class Postgres implements AutoCloseable {
    private static final Duration TIME_TO_START = Duration.ofMinutes(5);
    private static final Duration TIME_TO_STOP = Duration.ofSeconds(20);

    /** Backends of a killed server need a moment to notice and to let its memory go. */
    private static final int ATTEMPTS = 5;

    private static final String WRONG_PASSWORD = "28P01";

    private final EngineFolder folder;
    private final Process process;
    private final int port;
    private final String password;

    private Postgres(EngineFolder folder, Process process, int port, String password) {
        this.folder = folder;
        this.process = process;
        this.port = port;
        this.password = password;
    }

    /**
     * Starts on the folder, new or used before, and returns when connections are accepted.
     *
     * @throws EngineFailed with a sentence for the user
     */
    public static Postgres start(PostgresSettings settings) {
        var unprivileged = Unprivileged.choose();
        var binaries = PostgresBinaries.folder();
        var folder = EngineFolder.open("PostgreSQL", settings.folder());
        try {
            var data = folder.resolve("data");
            var cluster = new PostgresCluster(data, binaries, unprivileged);
            var password = Secret.keptIn(folder.resolve("password"));
            cluster.prepare(folder.resolve("password"));
            var port = Ports.choose("PostgreSQL", settings.port());
            var command =
                    unprivileged.command(serverCommand(cluster, data, port, settings.durable()));
            return start(folder, command, settings, port, password);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private static Postgres start(
            EngineFolder folder,
            List<String> command,
            PostgresSettings settings,
            int port,
            String password) {
        for (var attempt = 1; attempt <= ATTEMPTS; attempt++) {
            var process = launch(command, settings.log());
            folder.runs(process);
            var server = new Postgres(folder, process, port, password);
            try {
                if (server.awaitConnections(settings.log())) {
                    return server;
                }
                Thread.sleep(Duration.ofSeconds(attempt));
            } catch (InterruptedException e) {
                stop(process);
                Thread.currentThread().interrupt();
                throw new EngineFailed("Starting PostgreSQL was interrupted.", e);
            }
        }
        throw new EngineFailed(
                "PostgreSQL does not start on %s: %s says why."
                        .formatted(settings.folder(), settings.log()));
    }

    /** JDBC URL without credentials. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    /** The port on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** The superuser. */
    public String user() {
        return PostgresCluster.USER;
    }

    /** The superuser's password. */
    public String password() {
        return password;
    }

    /** The server's main process; it ends when the server does. */
    public Process process() {
        return process;
    }

    /** Disconnects the clients and stops; returns when the process is gone. */
    @Override
    public void close() {
        stop(process);
        folder.close();
    }

    /** What the death of this process would do: the lock goes, the server stays. */
    void letGoOfFolder() {
        folder.close();
    }

    private static List<String> serverCommand(
            PostgresCluster cluster, Path data, int port, boolean durable) {
        var command = new ArrayList<>(List.of(cluster.program("postgres"), "-D", data.toString()));
        var options =
                List.of(
                        "port=" + port,
                        "listen_addresses=127.0.0.1",
                        "unix_socket_directories=",
                        "wal_level=logical",
                        // A reader that stays away must not fill the disk: it is told to start
                        // over.
                        "max_slot_wal_keep_size=10GB",
                        "shared_buffers=256MB",
                        "timezone=UTC",
                        "log_timezone=UTC",
                        "fsync=" + (durable ? "on" : "off"));
        for (var option : options) {
            command.add("-c");
            command.add(option);
        }
        return command;
    }

    private static Process launch(List<String> command, Path log) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            var builder =
                    new ProcessBuilder(Session.own(command))
                            .redirectErrorStream(true)
                            .redirectOutput(Redirect.appendTo(log.toFile()));
            builder.environment().put("LC_ALL", "C.UTF-8");
            return builder.start();
        } catch (IOException e) {
            throw new EngineFailed("PostgreSQL's programs cannot be run (%s).".formatted(e), e);
        }
    }

    /** False when the server gave up. */
    private boolean awaitConnections(Path log) throws InterruptedException {
        var deadline = System.nanoTime() + TIME_TO_START.toNanos();
        while (process.isAlive()) {
            if (System.nanoTime() > deadline) {
                stop(process);
                throw new EngineFailed(
                        "PostgreSQL accepts no connections after %d minutes: %s says what it does."
                                .formatted(TIME_TO_START.toMinutes(), log));
            }
            try (var connection =
                    DriverManager.getConnection(jdbcUrl("postgres"), user(), password)) {
                return connection.isValid(0);
            } catch (SQLException e) {
                if (WRONG_PASSWORD.equals(e.getSQLState())) {
                    stop(process);
                    throw new EngineFailed(
                            "PostgreSQL refuses the password kept in %s: put the right one there."
                                    .formatted(folder.resolve("password")),
                            e);
                }
                Thread.sleep(Duration.ofMillis(50));
            }
        }
        return false;
    }

    private static void stop(Process process) {
        Signal.FAST_STOP.send(process.toHandle());
        if (!Signal.awaitExit(process.toHandle(), TIME_TO_STOP)) {
            process.destroyForcibly();
        }
    }
}
