package headwater.engines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * PostgreSQL's data folder: made aside and moved into place, so that it is there whole or not at
 * all.
 */
final class PostgresCluster {
    static final String USER = "headwater";
    static final String DATABASE = "crm";

    private final Path data;
    private final Unprivileged unprivileged;
    private final Path binaries;

    PostgresCluster(Path data, Path binaries, Unprivileged unprivileged) {
        this.data = data;
        this.binaries = binaries;
        this.unprivileged = unprivileged;
    }

    /**
     * Makes the cluster with the superuser's password in this file, unless it is there; refuses a
     * folder that is not a whole one.
     */
    void prepare(Path password) {
        try {
            if (Files.notExists(data)) {
                make(password);
            } else if (!isWhole()) {
                throw new EngineFailed(
                        "%s holds only half of a PostgreSQL data folder: restore it from a backup, or move it away to begin anew."
                                .formatted(data));
            }
            unprivileged.own(data);
        } catch (IOException e) {
            throw new EngineFailed("%s cannot be prepared (%s).".formatted(data, e), e);
        }
    }

    private boolean isWhole() {
        return Files.isRegularFile(data.resolve("PG_VERSION"))
                && Files.isRegularFile(data.resolve("global/pg_control"));
    }

    private void make(Path password) throws IOException {
        var part = data.resolveSibling(data.getFileName() + ".part");
        // No server has ever run on the part, so nothing of anybody's is in it.
        Cache.delete(part);
        Files.createDirectory(part);
        unprivileged.own(part);
        run(
                "",
                List.of(
                        program("initdb"),
                        "--pgdata=" + part,
                        "--username=" + USER,
                        "--pwfile=" + password,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        // pg_trgm asks the system's locale, and "C" knows no Chinese letters.
                        "--locale=C.UTF-8",
                        "--no-instructions"));
        run(
                "CREATE DATABASE " + DATABASE + "\n",
                List.of(program("postgres"), "--single", "-D", part.toString(), "postgres"));
        Files.move(part, data, StandardCopyOption.ATOMIC_MOVE);
    }

    String program(String name) {
        return binaries.resolve("bin").resolve(name).toString();
    }

    private void run(String input, List<String> command) throws IOException {
        var builder =
                new ProcessBuilder(Session.own(unprivileged.command(command)))
                        .redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        var process = builder.start();
        try (var output = process.outputWriter(StandardCharsets.UTF_8)) {
            output.write(input);
        } catch (IOException e) {
            // It ended before it read: what it printed says why.
        }
        try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
            var printed = reader.readAllAsString();
            if (process.waitFor() != 0) {
                throw new EngineFailed(
                        "PostgreSQL's data folder %s could not be made: %s"
                                .formatted(data, lastLine(printed)));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineFailed("Making %s was interrupted.".formatted(data), e);
        }
    }

    private static String lastLine(String printed) {
        return printed.lines().filter(line -> !line.isBlank()).reduce("", (a, b) -> b);
    }
}
