package headwater.importer.command;

import headwater.importer.server.Patience;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** Where a person imports customers: a folder, a server and what the screen showed. */
final class Desk implements AutoCloseable {
    private static final String MAPPING =
            """
            imports:
              - entity: accounts
                file: customers.csv
                fields:
                  externalId: {column: id}
                  name: {column: name}
                  grade: {column: grade}
                  createdAt: {constant: 2016-01-01}
            """;

    final Path folder;
    final Peer peer = new Peer();
    Duration patience = Duration.ofSeconds(30);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    Desk(Path folder) throws IOException {
        this.folder = folder;
        Files.writeString(folder.resolve("mapping.yaml"), MAPPING);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    void clear() {
        out.reset();
        err.reset();
    }

    @Override
    public void close() {
        peer.close();
    }

    void customers(int count) throws IOException {
        StringBuilder csv = new StringBuilder("id,name,grade\n");
        for (int i = 0; i < count; i++) {
            csv.append("c").append(i).append(",Customer ").append(i).append(",\n");
        }
        Files.writeString(folder.resolve("customers.csv"), csv);
    }

    private String[] arguments() {
        String mapping = folder.resolve("mapping.yaml").toString();
        return new String[] {
            "--url", peer.url(), "--login", "admin", "--mapping", mapping, folder.toString()
        };
    }

    int run() {
        return runAs(Map.of("CRM_PASSWORD", Peer.PASSWORD));
    }

    int runAs(Map<String, String> environment) {
        var around =
                new Surroundings(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        environment,
                        null,
                        folder,
                        new Patience(
                                Duration.ofMillis(50),
                                Duration.ofMillis(100),
                                patience,
                                Clock.systemUTC()));
        return new ImportCommand(around).run(arguments());
    }
}
