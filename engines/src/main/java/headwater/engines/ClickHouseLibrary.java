package headwater.engines;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** ClickHouse as a shared library, downloaded once with npm into the cache. */
public final class ClickHouseLibrary {
    /** Holds ClickHouse 26.7. */
    private static final String VERSION = "26.7.3-stable.1";

    private static final String INSTEAD =
            "or set CRM_CLICKHOUSE_URL to a ClickHouse server of yours";

    private ClickHouseLibrary() {}

    /** Whether npm is not needed any more. */
    public static boolean isCached() {
        return Files.isRegularFile(file(Cache.folder().resolve(entry())));
    }

    /**
     * The library's file; downloads about 180 MB at the first call.
     *
     * @throws EngineFailed when npm is missing or refuses
     */
    static Path file() {
        return file(Cache.entry(entry(), ClickHouseLibrary::install));
    }

    private static String entry() {
        return "clickhouse-" + VERSION + "-" + machine();
    }

    private static Path file(Path entry) {
        return entry.resolve("node_modules").resolve(packageName()).resolve("libchdb.so");
    }

    private static String packageName() {
        return "@chdb/lib-linux-" + machine() + "-gnu";
    }

    private static String machine() {
        var architecture = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return switch (architecture) {
            case "amd64", "x86_64" -> "x64";
            case "aarch64", "arm64" -> "arm64";
            default ->
                    throw new EngineFailed(
                            "There is no embedded ClickHouse for a processor of type %s: set CRM_CLICKHOUSE_URL to a server of yours."
                                    .formatted(architecture));
        };
    }

    private static void install(Path folder) throws IOException {
        Files.writeString(
                folder.resolve("package.json"),
                """
                {"private": true, "dependencies": {"%s": "%s"}}
                """
                        .formatted(packageName(), VERSION));
        var output = npm(folder);
        if (!Files.isRegularFile(file(folder))) {
            throw new EngineFailed(
                    "ClickHouse's library could not be downloaded (npm: %s): check the network and npm's registry, %s."
                            .formatted(reason(output), INSTEAD));
        }
    }

    private static String npm(Path folder) throws IOException {
        var command =
                List.of(
                        "npm",
                        "install",
                        "--no-package-lock",
                        "--ignore-scripts",
                        "--no-audit",
                        "--no-fund");
        try {
            var process =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .start();
            process.getOutputStream().close();
            try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
                var output = reader.readAllAsString();
                process.waitFor();
                return output;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineFailed("Downloading ClickHouse's library was interrupted.", e);
        } catch (IOException e) {
            throw new EngineFailed(
                    "npm is needed once to download ClickHouse's library and was not found: apt-get install npm, %s."
                            .formatted(INSTEAD),
                    e);
        }
    }

    /** The lines of npm that tell something: "npm error network …". */
    private static String reason(String output) {
        return output.lines()
                .filter(
                        line ->
                                line.startsWith("npm error")
                                        && line.length() > "npm error ".length())
                .map(line -> line.substring("npm error ".length()).strip())
                .filter(line -> !line.startsWith("A complete log"))
                .limit(2)
                .reduce((first, second) -> first + "; " + second)
                .orElse("no reason given");
    }
}
