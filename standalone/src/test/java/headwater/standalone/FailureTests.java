package headwater.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.engines.Ports;
import headwater.standalone.CommandLine.Outcome;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every way in which {@code crm up} can fail is one clear sentence and a non-zero exit. */
class FailureTests {
    /** No engine is needed before the failure that is wanted. */
    private static final Map<String, String> OWN_POSTGRES =
            Map.of(
                    "CRM_POSTGRES_URL", "jdbc:postgresql://127.0.0.1:1/crm",
                    "CRM_POSTGRES_USER", "crm");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void theCommandIsUnknown() {
        var outcome = CommandLine.crm(Map.of(), "upp").run();

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output()).endsWith("crm: \"upp\" is not a command.");
    }

    @Test
    void thereIsNoJdk25() throws IOException {
        var outcome = CommandLine.crm(bareMachine(), "up").run();

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output())
                .startsWith("crm: JDK 25 was not found: install Temurin 25")
                .hasLineCount(1);
    }

    @Test
    void theDoctorNamesWhatIsMissingAndHowToGetIt() throws IOException {
        var outcome = CommandLine.crm(bareMachine(), "doctor").run();

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output().lines())
                .anyMatch(line -> line.startsWith("missing  JDK 25: install Temurin 25"))
                .anyMatch(line -> line.contains("npm, to download ClickHouse's library once: "))
                .anyMatch(line -> line.startsWith("ok       2 GiB of free disk space"));
    }

    @Test
    void thereIsNoNpmAndNoClickHouse() throws IOException {
        var environment = bareMachine();
        environment.put("JAVA_HOME", System.getProperty("java.home"));

        assertThat(CommandLine.crm(environment, "up").run())
                .isEqualTo(
                        new Outcome(
                                1,
                                "crm: npm is needed once to download ClickHouse's library and was not found: apt-get install npm, or set CRM_CLICKHOUSE_URL to a ClickHouse server of yours."));
    }

    @Test
    void theDownloadIsRefused() {
        var environment = new HashMap<>(OWN_POSTGRES);
        environment.put("CRM_CACHE", folder.resolve("cache").toString());
        environment.put("npm_config_registry", "http://127.0.0.1:1/");
        environment.put("npm_config_fetch_retries", "0");

        var outcome = up(environment);

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output())
                .contains(
                        "crm: ClickHouse's library could not be downloaded (npm: code ECONNREFUSED")
                .contains("or set CRM_CLICKHOUSE_URL to a ClickHouse server of yours.");
        assertThat(folder.resolve("cache")).isEmptyDirectory();
    }

    @Test
    void thePortIsTaken() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = Integer.toString(taken.getLocalPort());

            assertThat(up(Map.of(), "--port", port).output())
                    .startsWith(
                            "crm: Port %s is taken by another program: choose another one with --port."
                                    .formatted(port));
        }
    }

    @Test
    void theFolderIsNotWritable() {
        var outcome = CommandLine.supervisor(Map.of(), "--data", "/dev/null/data").run();

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output())
                .startsWith("crm: The folder /dev/null/data is not writable")
                .hasLineCount(1);
    }

    @Test
    void theFolderIsHalfWritten() throws IOException {
        var data = folder.resolve("data");
        Files.createDirectories(data.resolve("postgres/data/base"));
        Files.writeString(data.resolve("headwater"), "");

        var outcome = up(Map.of());

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output())
                .startsWith(
                        "crm: %s holds only half of a PostgreSQL data folder: restore it from a backup, or move it away to begin anew."
                                .formatted(data.resolve("postgres/data")));
    }

    private Outcome up(Map<String, String> environment, String... arguments) {
        var command =
                CommandLine.supervisor(
                        environment,
                        "--data",
                        folder.resolve("data").toString(),
                        "--port",
                        Integer.toString(Ports.free()));
        command.command().addAll(List.of(arguments));
        return command.run();
    }

    /** A PATH with the tools that every Debian has, and no Java, Maven or npm anywhere. */
    private Map<String, String> bareMachine() throws IOException {
        var bin = Files.createDirectory(folder.resolve("bin"));
        for (var tool :
                new String[] {
                    "awk", "bash", "cat", "df", "dirname", "env", "mkdir", "readlink", "sed"
                }) {
            Files.createSymbolicLink(bin.resolve(tool), Path.of("/usr/bin", tool));
        }
        var environment = new HashMap<String, String>();
        environment.put("PATH", bin.toString());
        environment.put("JAVA_HOME", "");
        environment.put("CRM_JVM_FOLDER", folder.toString());
        environment.put("CRM_CACHE", folder.toString());
        return environment;
    }
}
