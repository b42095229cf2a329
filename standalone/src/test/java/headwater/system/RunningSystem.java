package headwater.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The whole system as its user starts it: {@code ./crm up} on an empty folder. */
final class RunningSystem implements AutoCloseable {
    static final String ADMIN_PASSWORD = "system test password";
    private static final Path HOME = Path.of("").toAbsolutePath().getParent();

    private final Path folder;
    private final int port;
    private final Process crm;
    private final List<String> printed = new ArrayList<>();

    private RunningSystem(Path folder, int port, Process crm) {
        this.folder = folder;
        this.port = port;
        this.crm = crm;
    }

    static RunningSystem start(Path folder, String... more) {
        try {
            int port = freePort();
            List<String> command =
                    new ArrayList<>(
                            List.of(
                                    HOME.resolve("crm").toString(),
                                    "up",
                                    "--data",
                                    folder.toString(),
                                    "--port",
                                    Integer.toString(port)));
            command.addAll(List.of(more));
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("CRM_ADMIN_PASSWORD", ADMIN_PASSWORD);
            var system = new RunningSystem(folder, port, builder.start());
            system.awaitReady();
            return system;
        } catch (IOException e) {
            throw new IllegalStateException("./crm up cannot be started", e);
        }
    }

    String graphQlUrl() {
        return "http://127.0.0.1:" + port + "/graphql";
    }

    String baseUrl() {
        return "http://127.0.0.1:" + port;
    }

    GraphQl signIn(String login, String password) {
        return GraphQl.signedIn(graphQlUrl(), login, password);
    }

    GraphQl admin() {
        return signIn("admin", ADMIN_PASSWORD);
    }

    /** What the table prints of ClickHouse for analysts: URL, user and password. */
    Matcher analysts() {
        var line = Pattern.compile("ClickHouse\\s+(\\S+)\\s+user (\\S+)\\s+password (\\S+)");
        return printed.stream()
                .map(line::matcher)
                .filter(Matcher::find)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no ClickHouse sign-in printed: " + printed));
    }

    /** Pulls the plug on one of api, cdc, postgres, clickhouse. */
    void kill(String process) {
        try {
            String pid =
                    Files.readString(pidFile(process)).lines().findFirst().orElseThrow().strip();
            new ProcessBuilder("kill", "-9", pid.split("\\s+")[0]).inheritIO().start().waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("cannot kill " + process, e);
        }
    }

    private Path pidFile(String process) {
        return switch (process) {
            case "postgres" -> folder.resolve("postgres/postgresql.pid");
            case "clickhouse" -> folder.resolve("clickhouse/clickhouse.pid");
            default -> folder.resolve(process + ".pid");
        };
    }

    /** Runs {@code ./crm import} and gives its exit code. */
    int importFolder(Path mapping, Path folderOfCsv) throws IOException, InterruptedException {
        return startImport(mapping, folderOfCsv).waitFor();
    }

    Process startImport(Path mapping, Path folderOfCsv) throws IOException {
        var builder =
                new ProcessBuilder(
                                HOME.resolve("crm").toString(),
                                "import",
                                "--url",
                                baseUrl(),
                                "--login",
                                "admin",
                                "--mapping",
                                mapping.toString(),
                                folderOfCsv.toString())
                        .inheritIO();
        builder.environment().put("CRM_PASSWORD", ADMIN_PASSWORD);
        return builder.start();
    }

    static Path home() {
        return HOME;
    }

    private void awaitReady() throws IOException {
        var output =
                new BufferedReader(
                        new InputStreamReader(crm.getInputStream(), StandardCharsets.UTF_8));
        String line = output.readLine();
        while (line != null) {
            printed.add(line);
            if (line.equals("ready")) {
                Thread.ofPlatform().daemon().start(() -> output.lines().forEach(printed::add));
                return;
            }
            line = output.readLine();
        }
        throw new AssertionError(
                "./crm up ended without \"ready\":\n" + String.join("\n", printed));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        crm.destroy();
        try {
            if (!crm.waitFor(60, TimeUnit.SECONDS)) {
                crm.destroyForcibly();
                throw new AssertionError("./crm up did not stop within 60 s of SIGTERM");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
