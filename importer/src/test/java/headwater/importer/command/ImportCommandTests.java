package headwater.importer.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

class ImportCommandTests {
    private static final Charset GB18030 = Charset.forName("GB18030");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Desk desk;

    @BeforeEach
    void sitDown() throws IOException {
        desk = new Desk(folder);
    }

    @AfterEach
    void getUp() {
        desk.close();
    }

    @Test
    void importsAllRowsInBatches() throws IOException {
        desk.customers(450);

        assertThat(desk.run()).isZero();

        assertThat(desk.peer.batches).containsExactly(200, 200, 50);
        assertThat(desk.peer.stored("Accounts")).hasSize(450);
        assertThat(desk.peer.stored("Accounts").get("c7").get("createdAt"))
                .hasToString("2015-12-31T16:00Z");
        assertThat(desk.out())
                .contains("accounts                450              0          0")
                .contains("All rows are in.")
                .contains("Analytics have them after: 0/3");
        assertThat(desk.err()).isEmpty();
        assertThat(desk.folder.resolve("customers-refused.csv")).doesNotExist();
    }

    @Test
    void leavesKnownRowsAsTheyAreWhenRunAgain() throws IOException {
        desk.customers(3);
        desk.run();
        desk.clear();

        assertThat(desk.run()).isZero();

        assertThat(desk.out()).contains("accounts                  0              3          0");
        assertThat(desk.peer.stored("Accounts")).hasSize(3);
    }

    @Test
    void writesRefusedRowsOfBothSidesWithTheirReasons() throws IOException {
        Files.writeString(
                desk.folder.resolve("customers.csv"),
                "id,name,grade\na,\"Two\nlines\",A\nb,Bad,Z\nc,Refused,B\nd,\nx,Fine,\n");
        desk.peer.refusals.put("c", "Is not a name.");

        assertThat(desk.run()).isEqualTo(1);

        assertThat(desk.peer.stored("Accounts")).containsOnlyKeys("a", "x");
        assertThat(desk.folder.resolve("customers-refused.csv"))
                .hasContent(
                        "\uFEFF"
                                + """
                                id,name,grade,reason
                                b,Bad,Z,"accounts: grade: column grade has ""Z"", which is not one of A, B, C."
                                d,,,"accounts: The row has 2 values, the header 3."
                                c,Refused,B,accounts: name: Is not a name.
                                """);
        assertThat(desk.out())
                .contains("accounts                  2              0          3")
                .contains("The refused rows, each with its reason, are in")
                .contains("customers-refused.csv")
                .doesNotContain("All rows are in.");
    }

    @Test
    void importsItsOwnRefusedRowsOnceMendedAndRemovesTheOldFile() throws IOException {
        Files.writeString(desk.folder.resolve("customers.csv"), "id,name,grade\nb,海尔,Z\n", GB18030);
        desk.run();
        Path refused = desk.folder.resolve("customers-refused.csv");
        String mended = Files.readString(refused, GB18030).replace(",Z,", ",A,");
        Files.writeString(desk.folder.resolve("customers.csv"), mended, GB18030);

        assertThat(desk.run()).isZero();

        assertThat(desk.peer.stored("Accounts").get("b")).containsEntry("name", "海尔");
        assertThat(refused).doesNotExist();
    }

    @Test
    void saysWhenThePasswordIsWrongOrMissing() throws IOException {
        desk.customers(1);

        assertThat(desk.runAs(Map.of("CRM_PASSWORD", "wrong"))).isEqualTo(2);
        assertThat(desk.runAs(Map.of())).isEqualTo(2);

        assertThat(desk.err().lines())
                .containsExactly(
                        "Signing in as admin was refused: Login or password is wrong.",
                        "There is no terminal to ask for a password; set CRM_PASSWORD to that of"
                                + " admin.");
    }

    @Test
    void findsAMissingFileBeforeItAsksTheServer() {
        assertThat(desk.run()).isEqualTo(2);

        assertThat(desk.peer.signIns).isZero();
        assertThat(desk.err().lines())
                .containsExactly("There is no file " + desk.folder.resolve("customers.csv") + ".");
    }
}
