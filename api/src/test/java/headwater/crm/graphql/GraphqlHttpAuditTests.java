package headwater.crm.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import headwater.crm.Api;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The audits of the GraphQL over HTTP draft, as npm's graphql-http 1.23.1 brings them. */
@Api
class GraphqlHttpAuditTests {
    private static final Path SOURCE = Path.of("src/test/graphql-http");
    private static final Path INSTALLED = Path.of("target/graphql-http");

    @LocalServerPort private int port;

    @Test
    void everyAuditPassesButThoseThatWantGet() throws Exception {
        assumeTrue(runs("npm", "--version"), "The audits need npm on the path; they are skipped");
        install();

        List<String> results =
                run(
                        "node",
                        "audits.js",
                        "http://127.0.0.1:" + port + "/graphql",
                        new Wire(port).signedIn().token());

        assertThat(results).hasSize(61);
        assertThat(results.stream().filter(line -> !line.contains(" ok ")))
                .containsExactlyInAnyOrder(
                        "5A70 notice MAY accept application/x-www-form-urlencoded formatted GET requests",
                        "D6D5 notice MAY allow URL-encoded JSON string {variables} parameter in GETs when accepting application/graphql-response+json",
                        "6A70 notice MAY allow URL-encoded JSON string {variables} parameter in GETs when accepting application/json");
    }

    private static void install() throws Exception {
        Path manifest = INSTALLED.resolve("package.json");
        boolean unchanged =
                Files.exists(manifest)
                        && Files.mismatch(manifest, SOURCE.resolve("package.json")) == -1
                        && Files.exists(INSTALLED.resolve("node_modules/graphql-http"));
        Files.createDirectories(INSTALLED);
        for (String file : List.of("package.json", "audits.js")) {
            Files.write(INSTALLED.resolve(file), Files.readAllBytes(SOURCE.resolve(file)));
        }
        if (!unchanged) {
            run("npm", "install", "--no-package-lock", "--no-audit", "--no-fund");
        }
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static List<String> run(String... command) throws IOException, InterruptedException {
        Path output = INSTALLED.resolve("output.txt");
        Process process =
                new ProcessBuilder(new ArrayList<>(Arrays.asList(command)))
                        .directory(INSTALLED.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES))
                    .as("it ends within two minutes")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        return Files.readAllLines(output);
    }
}
