package headwater.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Processor time, from {@code /proc/<pid>/stat} in ticks of 10 ms; NaN on systems without it.
 *
 * @param api process id
 * @param backends of PostgreSQL that serve clients; workers and the stream's sender are not counted
 */
record Processor(long api, List<Long> backends) {
    private static final double TICK_MILLIS = 10;
    private static final int USER_TIME = 11;

    static Processor of(MeasuredSystem system) throws IOException, SQLException {
        long api = Long.parseLong(Files.readString(system.data().resolve("api.pid")).strip());
        List<Long> backends = new ArrayList<>();
        try (Connection connection = system.connect();
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                """
                                select pid from pg_stat_activity
                                where backend_type = 'client backend' and pid <> pg_backend_pid()
                                """)) {
            while (rows.next()) {
                backends.add(rows.getLong(1));
            }
        }
        return new Processor(api, backends);
    }

    double apiMillis() {
        return millis(api);
    }

    /** The part of the API's time that its JVM spent compiling; it shrinks for minutes. */
    double compilerMillis() {
        try (var threads = Files.list(Path.of("/proc", Long.toString(api), "task"))) {
            return threads.filter(Processor::isCompiler)
                    .mapToDouble(thread -> read(thread.resolve("stat")))
                    .sum();
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    private static boolean isCompiler(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).matches("C[12] Compiler.*\\n");
        } catch (IOException e) {
            return false;
        }
    }

    double postgresMillis() {
        return backends.stream().mapToDouble(Processor::millis).sum();
    }

    /** Of this JVM. */
    static double ownMillis() {
        return millis(ProcessHandle.current().pid());
    }

    /** A backend that has ended counts for nothing any more. */
    private static double millis(long pid) {
        return Files.exists(Path.of("/proc/self/stat"))
                ? read(Path.of("/proc", Long.toString(pid), "stat"))
                : Double.NaN;
    }

    private static double read(Path stat) {
        try {
            String line = Files.readString(stat);
            // The name of the program, in parentheses, may hold spaces.
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
            return TICK_MILLIS
                    * (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[USER_TIME + 1]));
        } catch (IOException e) {
            return 0;
        }
    }
}
