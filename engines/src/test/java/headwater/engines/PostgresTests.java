package headwater.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;

class PostgresTests {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void keepsItsRowsAndItsPasswordOverARestart() throws SQLException {
        String password;
        try (var postgres = Postgres.start(PostgresSettings.in(folder))) {
            password = postgres.password();
            try (var connection = connect(postgres)) {
                execute(connection, "CREATE TABLE note (note_id bigint PRIMARY KEY)");
                execute(connection, "INSERT INTO note VALUES (1), (2)");
            }
        }

        try (var postgres = Postgres.start(PostgresSettings.in(folder));
                var connection = connect(postgres)) {
            assertThat(postgres.password()).isEqualTo(password);
            assertThat(query(connection, "SELECT count(*) FROM note")).containsExactly("2");
        }
    }

    @Test
    void keepsEveryAcknowledgedRowWhenKilledWhileWriting() throws Exception {
        var acknowledged = 0;
        var postgres = Postgres.start(PostgresSettings.in(folder));
        try (var connection = connect(postgres)) {
            execute(connection, "CREATE TABLE note (note_id bigint PRIMARY KEY)");
            Thread.ofPlatform()
                    .start(() -> killWhenFilled(folder.resolve("go"), postgres.process()));
            for (var id = 1; ; id++) {
                execute(connection, "INSERT INTO note VALUES (" + id + ")");
                acknowledged = id;
                if (id == 20) {
                    Files.createFile(folder.resolve("go"));
                }
            }
        } catch (SQLException e) {
            postgres.process().waitFor();
            postgres.close();
        }

        try (var again = Postgres.start(PostgresSettings.in(folder));
                var connection = connect(again)) {
            // One more may have been written whose acknowledgement never arrived.
            assertThat(
                            query(
                                    connection,
                                    "SELECT count(*) FROM note WHERE note_id <= " + acknowledged))
                    .containsExactly(Integer.toString(acknowledged));
        }
    }

    @Test
    void stopsTheServerThatAKilledSupervisorLeftBehind() throws Exception {
        var orphan = Postgres.start(PostgresSettings.in(folder));
        orphan.letGoOfFolder();

        try (var postgres = Postgres.start(PostgresSettings.in(folder).withPort(orphan.port()))) {
            assertThat(orphan.process().isAlive()).isFalse();
            assertThat(postgres.process().isAlive()).isTrue();
        }
    }

    @Test
    void refusesAFolderThatIsInUse() {
        try (var postgres = Postgres.start(PostgresSettings.in(folder))) {
            assertThatExceptionOfType(EngineFailed.class)
                    .isThrownBy(() -> Postgres.start(PostgresSettings.in(folder)))
                    .withMessage(
                            "PostgreSQL already runs in %s under another Headwater process: stop that one or use another folder.",
                            folder);
            assertThat(postgres.process().isAlive()).isTrue();
        }
    }

    @Test
    void refusesAPortThatIsTaken() {
        try (var first = Postgres.start(PostgresSettings.in(folder.resolve("first")))) {
            var second = PostgresSettings.in(folder.resolve("second")).withPort(first.port());

            assertThatExceptionOfType(EngineFailed.class)
                    .isThrownBy(() -> Postgres.start(second))
                    .withMessage(
                            "Port %d of 127.0.0.1, meant for PostgreSQL, is taken by another program.",
                            first.port());
        }
    }

    @Test
    void beginsAnewWhereInitdbWasInterrupted() throws IOException {
        Files.createDirectories(folder.resolve("data.part/base"));
        Files.writeString(folder.resolve("data.part/PG_VERSION"), "18\n");

        try (var postgres = Postgres.start(PostgresSettings.in(folder))) {
            assertThat(folder.resolve("data.part")).doesNotExist();
            assertThat(postgres.process().isAlive()).isTrue();
        }
    }

    @Test
    void refusesHalfADataFolderAndLeavesItAsItIs() throws IOException {
        var remains = folder.resolve("data/base/1/1259");
        Files.createDirectories(remains.getParent());
        Files.writeString(remains, "somebody's rows");

        assertThatExceptionOfType(EngineFailed.class)
                .isThrownBy(() -> Postgres.start(PostgresSettings.in(folder)))
                .withMessage(
                        "%s holds only half of a PostgreSQL data folder: restore it from a backup, or move it away to begin anew.",
                        folder.resolve("data"));
        assertThat(remains).hasContent("somebody's rows");
    }

    @Test
    void refusesAWrongPassword() {
        var postgres = SharedEngines.postgres();

        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(
                        () ->
                                DriverManager.getConnection(
                                        postgres.jdbcUrl("crm"), postgres.user(), "wrong"))
                .matches(refusal -> refusal.getSQLState().equals("28P01"), "SQL state 28P01");
    }

    @Test
    void streamsChangesAndKnowsChineseWords() throws SQLException {
        try (var connection = connect(SharedEngines.postgres())) {
            execute(connection, "CREATE EXTENSION IF NOT EXISTS pg_trgm");

            assertThat(query(connection, "SHOW wal_level")).containsExactly("logical");
            assertThat(query(connection, "SELECT array_length(show_trgm('上海'), 1)"))
                    .containsExactly("3");
        }
    }

    @Test
    void keepsItsPasswordFromOtherUsersOfTheMachine() throws IOException {
        var file = folder.resolve("password");
        Secret.keptIn(file);

        assertThat(Files.getPosixFilePermissions(file))
                .extracting(Enum::name)
                .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE");
    }

    private static void killWhenFilled(Path signal, Process process) {
        while (Files.notExists(signal)) {
            Thread.onSpinWait();
        }
        process.destroyForcibly();
    }

    private static Connection connect(Postgres postgres) throws SQLException {
        return DriverManager.getConnection(
                postgres.jdbcUrl("crm"), postgres.user(), postgres.password());
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static ArrayList<String> query(Connection connection, String sql) throws SQLException {
        var values = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
