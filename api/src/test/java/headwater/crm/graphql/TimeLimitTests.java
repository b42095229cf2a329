package headwater.crm.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;
import headwater.crm.graphql.Wire.Answer;
import headwater.engines.SharedEngines;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

/** Attack 15: a statement that does not end. Another connection's lock makes it so. */
@Api
class TimeLimitTests {
    @Autowired private Company company;
    @LocalServerPort private int port;

    @Test // 15
    void slowQueryIsCancelledInPostgresql() throws SQLException {
        Wire admin = new Wire(port).signedIn();

        Answer answer;
        int stillWaiting;
        long asked = System.nanoTime();
        try (Connection other = connection();
                Statement lock = other.createStatement()) {
            lock.execute("lock table crm.account in access exclusive mode");
            answer = admin.ask("{ viewer { login } node(id: \"acc_1\") { id } }");
            stillWaiting = waiting(lock);
        }
        Duration taken = Duration.ofNanos(System.nanoTime() - asked);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.code()).isEqualTo("TIMEOUT");
        assertThat(answer.json().at("/data/viewer/login").asString()).isEqualTo("admin");
        assertThat(stillWaiting).isZero();
        assertThat(taken)
                .as("ended by the limit of five seconds, not by one of the pool or the server")
                .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
    }

    @Test // 15
    void severalSlowFieldsEndWithTheirRequest() throws SQLException {
        Wire admin = new Wire(port).signedIn();

        Answer answer;
        int stillWaiting;
        long asked = System.nanoTime();
        try (Connection other = connection();
                Statement lock = other.createStatement()) {
            lock.execute("lock table crm.account in access exclusive mode");
            answer =
                    admin.ask(
                            "{ a: account(id: \"acc_1\") { id } b: account(id: \"acc_2\") { id } c: account(id: \"acc_3\") { id } d: account(id: \"acc_4\") { id } }");
            stillWaiting = waiting(lock);
        }
        Duration taken = Duration.ofNanos(System.nanoTime() - asked);

        assertThat(answer.codes()).hasSize(4).containsOnly("TIMEOUT");
        assertThat(stillWaiting).isZero();
        assertThat(taken)
                .as("four times five seconds, but ten for the request and one to end in")
                .isLessThan(Duration.ofSeconds(12));
    }

    @Test // 15
    void slowMutationIsCancelledAndChangesNothing() throws SQLException {
        Wire admin = new Wire(port).signedIn();
        String id =
                company.create(company.admin(), "Account", Map.of("name", company.unique("Slow")));

        Answer answer;
        int stillWaiting;
        try (Connection other = connection();
                Statement lock = other.createStatement()) {
            lock.execute("lock table crm.account in exclusive mode");
            answer =
                    admin.ask(
                            "mutation($input: UpdateAccountInput!) { updateAccount(input: $input) { account { version } } }",
                            Map.of(
                                    "input",
                                    Map.of("id", id, "expectedVersion", 1, "name", "Changed")));
            stillWaiting = waiting(lock);
        }

        assertThat(answer.code()).isEqualTo("TIMEOUT");
        assertThat(stillWaiting).isZero();
        assertThat(
                        admin.ask(
                                        "query($id: ID!) { account(id: $id) { version } }",
                                        Map.of("id", id))
                                .json()
                                .at("/data/account/version")
                                .asInt())
                .isEqualTo(1);
    }

    private static Connection connection() throws SQLException {
        var postgres = SharedEngines.postgres();
        Connection connection =
                DriverManager.getConnection(
                        postgres.jdbcUrl("crm"), postgres.user(), postgres.password());
        connection.setAutoCommit(false);
        return connection;
    }

    private static int waiting(Statement statement) throws SQLException {
        try (var rows =
                statement.executeQuery(
                        "select count(*) from pg_stat_activity where wait_event_type = 'Lock'")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
