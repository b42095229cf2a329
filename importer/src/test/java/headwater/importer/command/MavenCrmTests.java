package headwater.importer.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import headwater.importer.server.Patience;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The shipped mapping on the public data set, whose counts stand in KPI.md section 8. */
class MavenCrmTests {
    private static final Path DATA = Path.of("../../shared/data/maven_crm");
    private static final Path MAPPING = Path.of("../examples/maven-crm/mapping.yaml");
    private static final ByteArrayOutputStream OUTPUT = new ByteArrayOutputStream();

    @SuppressWarnings("NullAway.Init")
    private static Peer peer;

    private static int exitCode;

    @BeforeAll
    static void importThroughThePeer(@TempDir Path folder) throws IOException {
        assumeThat(DATA)
                .as("skipped: the maven_crm data set is not in ../shared/data")
                .isDirectory();
        try (Stream<Path> files = Files.list(DATA)) {
            for (Path file : files.toList()) {
                Files.write(folder.resolve(file.getFileName()), Files.readAllBytes(file));
            }
        }
        peer = new Peer();
        var stream = new PrintStream(OUTPUT, true, StandardCharsets.UTF_8);
        var around =
                new Surroundings(
                        stream,
                        stream,
                        Map.of("CRM_PASSWORD", Peer.PASSWORD),
                        null,
                        folder,
                        Patience.standard());
        exitCode =
                new ImportCommand(around)
                        .run(
                                "--url",
                                peer.url(),
                                "--login",
                                "admin",
                                "--mapping",
                                MAPPING.toString(),
                                folder.toString());
    }

    @AfterAll
    static void stopPeer() {
        if (peer != null) {
            peer.close();
        }
    }

    @Test
    void importsEveryRow() {
        assertThat(exitCode).as(OUTPUT.toString(StandardCharsets.UTF_8)).isZero();
        assertThat(peer.stored("Teams")).hasSize(9);
        assertThat(peer.stored("Users")).hasSize(41);
        assertThat(peer.stored("Accounts")).hasSize(85);
        assertThat(peer.stored("Products")).hasSize(7);
        assertThat(peer.stored("Pipelines")).hasSize(1);
        assertThat(peer.stored("Opportunities")).hasSize(8_800);
    }

    @Test
    void givesEveryPersonATeamAndASuperior() {
        assertThat(peer.stored("Teams").get("team:Dustin Brinkmann"))
                .containsEntry("kind", "TEAM")
                .containsEntry("parent", Map.of("externalId", "region:Central"))
                .containsEntry("manager", Map.of("externalId", "user:Dustin Brinkmann"));
        assertThat(peer.stored("Users").get("user:Mei-Mei Johns"))
                .containsEntry("login", "mei-mei.johns")
                .containsEntry("roles", List.of("SELLER"))
                .containsEntry("manager", Map.of("externalId", "user:Melvin Marxen"))
                .containsEntry("team", Map.of("externalId", "team:Melvin Marxen"))
                .doesNotContainKey("password");
    }

    @Test
    void spellsSectorsProperlyAndKeepsParents() {
        assertThat(peer.stored("Accounts").get("Acme Corporation"))
                .containsEntry("industry", "Technology")
                .doesNotContainKey("parent");
        assertThat(peer.stored("Accounts").values())
                .extracting(account -> account.get("parent"))
                .filteredOn(Objects::nonNull)
                .hasSize(15);
    }

    @Test
    void closesAndLeavesOpenWhatTheDataDo() {
        assertThat(closings("WON")).hasSize(4_238);
        assertThat(closings("LOST")).hasSize(2_473);
        assertThat(
                        closings("WON")
                                .map(closing -> (BigDecimal) closing.get("amount"))
                                .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("10005534");
        assertThat(opportunities())
                .filteredOn(one -> !one.containsKey("createdAt"))
                .hasSize(500)
                .allMatch(one -> one.get("stage").equals(Map.of("name", "Prospecting")));
        assertThat(opportunities()).filteredOn(one -> !one.containsKey("account")).hasSize(1_425);
    }

    @Test
    void tellsOneDealCompletely() {
        Map<String, Object> row = peer.stored("Opportunities").get("Z063OYW0");

        assertThat(cast(row.get("opportunity")))
                .containsEntry("name", "GTX Pro · Isdom")
                .containsEntry("account", Map.of("externalId", "Isdom"))
                .containsEntry("owner", Map.of("name", "Darcel Schlecht"))
                .containsEntry("pipeline", Map.of("externalId", "Maven"))
                .containsEntry("stage", Map.of("name", "Engaging"))
                .doesNotContainKeys("amount", "currency");
        assertThat(cast(row.get("opportunity")).get("createdAt")).hasToString("2016-10-24T16:00Z");
        assertThat(cast(row.get("opportunity")).get("lines"))
                .isEqualTo(
                        List.of(
                                Map.of(
                                        "product",
                                        Map.of("name", "GTX Pro"),
                                        "quantity",
                                        BigDecimal.ONE)));
        assertThat(cast(row.get("closing")))
                .containsEntry("amount", new BigDecimal("4514"))
                .doesNotContainKey("lostReason");
        assertThat(cast(row.get("closing")).get("at")).hasToString("2017-03-10T16:00Z");
    }

    private static Stream<Map<String, Object>> closings(String outcome) {
        return peer.stored("Opportunities").values().stream()
                .filter(row -> row.containsKey("closing"))
                .map(row -> cast(row.get("closing")))
                .filter(closing -> outcome.equals(closing.get("outcome")));
    }

    private static Stream<Map<String, Object>> opportunities() {
        return peer.stored("Opportunities").values().stream()
                .map(row -> cast(row.get("opportunity")));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> cast(Object value) {
        return (Map<String, Object>) value;
    }
}
