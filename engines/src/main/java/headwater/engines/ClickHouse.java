package headwater.engines;

import headwater.engines.clickhouse.ClickHouseHost;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A running ClickHouse 26.7 on 127.0.0.1, HTTP and native protocol, with two users whose passwords
 * are generated and kept in the folder: the application's, for databases {@code cdc} and {@code
 * bi}, and one that can only read {@code bi}.
 */
public final class ClickHouse implements AutoCloseable {
    private static final Duration TIME_TO_START = Duration.ofMinutes(5);
    private static final Duration TIME_TO_STOP = Duration.ofSeconds(20);

    private final EngineFolder folder;
    private final Process process;
    private final int httpPort;
    private final int nativePort;
    private final String password;
    private final String biPassword;

    private ClickHouse(
            EngineFolder folder,
            Process process,
            int httpPort,
            int nativePort,
            String password,
            String biPassword) {
        this.folder = folder;
        this.process = process;
        this.httpPort = httpPort;
        this.nativePort = nativePort;
        this.password = password;
        this.biPassword = biPassword;
    }

    /**
     * Starts on the folder, new or used before, and returns when queries are answered. The first
     * start of a machine downloads the library.
     *
     * @throws EngineFailed with a sentence for the user
     */
    public static ClickHouse start(ClickHouseSettings settings) {
        var library = ClickHouseLibrary.file();
        var folder = EngineFolder.open("ClickHouse", settings.folder());
        try {
            var httpPort = Ports.choose("ClickHouse (HTTP)", settings.httpPort());
            var nativePort = Ports.choose("ClickHouse (native)", settings.nativePort());
            var password = Secret.keptIn(folder.resolve("password"));
            var biPassword = Secret.keptIn(folder.resolve("bi-password"));
            var config =
                    ClickHouseConfig.write(
                            settings.folder(),
                            httpPort,
                            nativePort,
                            settings.log(),
                            password,
                            biPassword);
            var process = launch(settings.folder(), library, config);
            folder.runs(process);
            var server =
                    new ClickHouse(folder, process, httpPort, nativePort, password, biPassword);
            server.awaitQueries(settings.folder());
            return server;
        } catch (IOException e) {
            folder.close();
            throw new EngineFailed(
                    "ClickHouse cannot be started in %s (%s).".formatted(settings.folder(), e), e);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** Base URL of the HTTP interface, without credentials. */
    public String url() {
        return "http://127.0.0.1:" + httpPort;
    }

    /** The HTTP port on 127.0.0.1. */
    public int httpPort() {
        return httpPort;
    }

    /** The port of the native protocol on 127.0.0.1. */
    public int nativePort() {
        return nativePort;
    }

    /** The application's user: everything in databases cdc and bi, which it creates itself. */
    public String user() {
        return ClickHouseConfig.USER;
    }

    /** The application user's password. */
    public String password() {
        return password;
    }

    /** The analysts' user: reads database bi, for a minute and 4 GB a query, and nothing else. */
    public String biUser() {
        return ClickHouseConfig.BI_USER;
    }

    /** The analysts' password. */
    public String biPassword() {
        return biPassword;
    }

    /** The server's process; it ends when the server does. */
    public Process process() {
        return process;
    }

    /** Stops listening, ends running queries after two seconds and stops. */
    @Override
    public void close() {
        stop();
        folder.close();
    }

    /** What the death of this process would do: the lock goes, the server stays. */
    void letGoOfFolder() {
        folder.close();
    }

    private static Process launch(Path folder, Path library, Path config) throws IOException {
        Files.createDirectories(folder.resolve("data"));
        var command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        hostClassPath(),
                        ClickHouseHost.class.getName(),
                        library.toString(),
                        config.toString(),
                        folder.resolve("data").toString(),
                        folder.resolve("stop.fifo").toString());
        var output = folder.resolve("output.log").toFile();
        return new ProcessBuilder(Session.own(command))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(output))
                .start();
    }

    private static String hostClassPath() {
        try {
            return Path.of(
                            ClickHouseHost.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new EngineFailed("The class path of ClickHouse's process is unknown.", e);
        }
    }

    private void awaitQueries(Path path) {
        var request =
                HttpRequest.newBuilder(URI.create(url()))
                        .header("X-ClickHouse-User", user())
                        .header("X-ClickHouse-Key", password)
                        .timeout(Duration.ofSeconds(5))
                        .POST(BodyPublishers.ofString("SELECT 1"))
                        .build();
        var deadline = System.nanoTime() + TIME_TO_START.toNanos();
        try (var client = HttpClient.newHttpClient()) {
            while (process.isAlive() && System.nanoTime() < deadline) {
                if (answers(client, request)) {
                    return;
                }
                Thread.sleep(Duration.ofMillis(50));
            }
        } catch (InterruptedException e) {
            stop();
            Thread.currentThread().interrupt();
            throw new EngineFailed("Starting ClickHouse was interrupted.", e);
        }
        stop();
        throw new EngineFailed(
                "ClickHouse does not start in %s: %s says why."
                        .formatted(path, path.resolve("output.log")));
    }

    private static boolean answers(HttpClient client, HttpRequest request)
            throws InterruptedException {
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private void stop() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            process.destroy();
        }
        if (!Signal.awaitExit(process.toHandle(), TIME_TO_STOP)) {
            process.destroyForcibly();
        }
    }
}
