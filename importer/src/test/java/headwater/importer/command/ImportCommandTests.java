package headwater.importer.command;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.importer.server.Patience;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

class ImportCommandTests {
    private static final Charset GB18030 = Charset.forName("GB18030");
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

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Peer peer;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Duration patience = Duration.ofSeconds(30);

    @BeforeEach
    void startPeer() throws IOException {
        peer = new Peer();
        Files.writeString(folder.resolve("mapping.yaml"), MAPPING);
    }

    @AfterEach
    void stopPeer() {
        peer.close();
    }

    @Test
    void importsAllRowsInBatches() throws IOException {
        customers(450);

        assertThat(run()).isZero();

        assertThat(peer.batches).containsExactly(200, 200, 50);
        assertThat(peer.stored("Accounts")).hasSize(450);
        assertThat(peer.stored("Accounts").get("c7").get("createdAt"))
                .hasToString("2015-12-31T16:00Z");
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("accounts                450              0          0")
                .contains("All rows are in.")
                .contains("Analytics have them after: 0/3");
        assertThat(err.size()).isZero();
        assertThat(folder.resolve("customers-refused.csv")).doesNotExist();
    }

    @Test
    void leavesKnownRowsAsTheyAreWhenRunAgain() throws IOException {
        customers(3);
        run();
        out.reset();

        assertThat(run()).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("accounts                  0              3          0");
        assertThat(peer.stored("Accounts")).hasSize(3);
    }

    @Test
    void writesRefusedRowsOfBothSidesWithTheirReasons() throws IOException {
        Files.writeString(
                folder.resolve("customers.csv"),
                "id,name,grade\na,\"Two\nlines\",A\nb,Bad,Z\nc,Refused,B\nd,\nx,Fine,\n");
        peer.refusals.put("c", "Is not a name.");

        assertThat(run()).isEqualTo(1);

        assertThat(peer.stored("Accounts")).containsOnlyKeys("a", "x");
        assertThat(folder.resolve("customers-refused.csv"))
                .hasContent(
                        "\uFEFF"
                                + """
                                id,name,grade,reason
                                b,Bad,Z,"accounts: grade: column grade has ""Z"", which is not one of A, B, C."
                                d,,,"accounts: The row has 2 values, the header 3."
                                c,Refused,B,accounts: name: Is not a name.
                                """);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("accounts                  2              0          3")
                .contains("The refused rows, each with its reason, are in")
                .contains("customers-refused.csv")
                .doesNotContain("All rows are in.");
    }

    @Test
    void importsItsOwnRefusedRowsOnceMendedAndRemovesTheOldFile() throws IOException {
        Files.writeString(folder.resolve("customers.csv"), "id,name,grade\nb,海尔,Z\n", GB18030);
        run();
        Path refused = folder.resolve("customers-refused.csv");
        String mended = Files.readString(refused, GB18030).replace(",Z,", ",A,");
        Files.writeString(folder.resolve("customers.csv"), mended, GB18030);

        assertThat(run()).isZero();

        assertThat(peer.stored("Accounts").get("b")).containsEntry("name", "海尔");
        assertThat(refused).doesNotExist();
    }

    @Test
    void repeatsABatchThatMetA503() throws IOException {
        customers(250);
        peer.disturbance = request -> request == 3 ? 503 : 200;

        assertThat(run()).isZero();

        assertThat(peer.stored("Accounts")).hasSize(250);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        peer.url()
                                + "/graphql answers HTTP 503; trying again for up to 30 seconds.",
                        "The server is back.");
    }

    @Test
    void repeatsABatchWhoseAnswerWasLost() throws IOException {
        customers(250);
        peer.disturbance = request -> request == 4 ? 0 : 200;

        assertThat(run()).isZero();

        assertThat(peer.stored("Accounts")).hasSize(250);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("cannot be reached");
    }

    @Test
    void waitsForAServerThatWasRestarted() throws Exception {
        customers(450);
        Thread restart =
                new Thread(
                        () -> {
                            try {
                                peer.stop();
                                Thread.sleep(300);
                                peer.restart();
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                        });
        peer.disturbance =
                request -> {
                    if (request == 4) {
                        restart.start();
                        return 503;
                    }
                    return 200;
                };

        assertThat(run()).isZero();

        restart.join();
        assertThat(peer.stored("Accounts")).hasSize(450);
    }

    @Test
    void signsInAgainWhenTheTokenHasExpired() throws IOException {
        customers(450);
        peer.disturbance =
                request -> {
                    if (request == 4) {
                        peer.signIns++;
                    }
                    return 200;
                };

        assertThat(run()).isZero();

        assertThat(peer.signIns).isEqualTo(3);
        assertThat(peer.stored("Accounts")).hasSize(450);
    }

    @Test
    void endsWhenTheServerStaysAway() throws IOException {
        customers(1);
        patience = Duration.ofMillis(200);
        peer.disturbance = request -> request >= 3 ? 502 : 200;

        assertThat(run()).isEqualTo(2);

        assertThat(err.toString(StandardCharsets.UTF_8))
                .endsWith(
                        "answers HTTP 502; giving up, run the import again later."
                                + System.lineSeparator());
    }

    @Test
    void repeatsWhatTheServerMayOvercomeAndEndsAtTheRest() throws IOException {
        customers(1);
        patience = Duration.ofMillis(200);
        peer.errorCode = "UPSTREAM_UNAVAILABLE";
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("giving up");
        err.reset();

        peer.errorCode = "FORBIDDEN";
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        peer.url() + "/graphql refused the request (FORBIDDEN): Not today.");
        err.reset();

        peer.errorCode = "UNAUTHENTICATED";
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        peer.url() + "/graphql refuses the token it has just given: Not today.");
    }

    @Test
    void endsAtOnceWhenNobodyAnswersTheFirstTime() throws IOException {
        customers(1);
        peer.stop();

        assertThat(run()).isEqualTo(2);

        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(peer.url() + "/graphql cannot be reached.");
    }

    @Test
    void saysWhenThePasswordIsWrongOrMissing() throws IOException {
        customers(1);

        assertThat(runAs(Map.of("CRM_PASSWORD", "wrong"), arguments())).isEqualTo(2);
        assertThat(runAs(Map.of(), arguments())).isEqualTo(2);

        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "Signing in as admin was refused: Login or password is wrong.",
                        "There is no terminal to ask for a password; set CRM_PASSWORD to that of"
                                + " admin.");
    }

    @Test
    void findsAMissingFileBeforeItAsksTheServer() {
        assertThat(run()).isEqualTo(2);

        assertThat(peer.signIns).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("There is no file " + folder.resolve("customers.csv") + ".");
    }

    private void customers(int count) throws IOException {
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

    private int run() {
        return runAs(Map.of("CRM_PASSWORD", Peer.PASSWORD), arguments());
    }

    private int runAs(Map<String, String> environment, String... arguments) {
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
        return new ImportCommand(around).run(arguments);
    }
}
