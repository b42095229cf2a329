package headwater.engines;

import java.nio.file.Path;

/**
 * Where and how PostgreSQL runs.
 *
 * @param folder created when missing; holds data, password, process id and log
 * @param port 0 for a free one
 * @param durable false turns fsync off: for data that nobody misses after a power failure
 * @param log file that the server's messages are appended to
 */
public record PostgresSettings(Path folder, int port, boolean durable, Path log) {
    /** Durable, on a free port, logging into the folder itself. */
    public static PostgresSettings in(Path folder) {
        var absolute = folder.toAbsolutePath().normalize();
        return new PostgresSettings(absolute, 0, true, absolute.resolve("postgres.log"));
    }

    /** The same on this port. */
    public PostgresSettings withPort(int newPort) {
        return new PostgresSettings(folder, newPort, durable, log);
    }

    /** The same with another log file. */
    public PostgresSettings withLog(Path newLog) {
        return new PostgresSettings(folder, port, durable, newLog);
    }

    /** The same without fsync; for tests. */
    public PostgresSettings notDurable() {
        return new PostgresSettings(folder, port, false, log);
    }
}
