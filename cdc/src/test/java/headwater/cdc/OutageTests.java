package headwater.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import headwater.cdc.capture.Stream;
import headwater.cdc.health.StreamStatus;
import headwater.cdc.health.StreamStatus.State;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** What the stream does while one of the databases does not do its part. */
class OutageTests {

    private StreamFixture fixture;

    @BeforeEach
    void fresh() throws Exception {
        fixture = new StreamFixture();
    }

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    @Test
    void aTableMissingInTheWarehouseIsMadeAgain() throws Exception {
        fixture.start();
        fixture.warehouse.execute("DROP TABLE cdc.team SYNC");
        fixture.sql("INSERT INTO crm.team (kind, name) VALUES ('TEAM', 'one')");
        fixture.awaitApplied();

        assertThat(fixture.warehouse("SELECT name FROM cdc.team_current")).containsExactly("one");
    }

    @Test
    void anEndedWalSenderIsReplacedWithoutLoss() throws Exception {
        fixture.start();
        for (int i = 0; i < 3; i++) {
            fixture.sql("INSERT INTO crm.team (kind, name) VALUES ('TEAM', 't" + i + "')");
            fixture.sql(
                    "SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE active");
        }
        fixture.awaitApplied();

        assertThat(fixture.warehouse("SELECT name FROM cdc.team_changes FINAL ORDER BY team_id"))
                .containsExactly("t0", "t1", "t2");
    }

    @Test
    void aSecondProcessStandsByAndTakesOver() throws Exception {
        fixture.start();
        StreamStatus status = new StreamStatus(InstantSource.system());
        Stream second = new Stream(fixture.settings(), status);
        second.start();
        try {
            await("the second stands by").until(() -> status.now().state() == State.STANDBY);

            fixture.stop();
            await("the second streams")
                    .atMost(30, TimeUnit.SECONDS)
                    .until(() -> status.now().state() == State.STREAMING);
            fixture.sql("INSERT INTO crm.team (kind, name) VALUES ('TEAM', 'one')");
            fixture.awaitApplied();
        } finally {
            second.stop();
        }

        assertThat(fixture.warehouse("SELECT name FROM cdc.team_current")).containsExactly("one");
    }

    @Test
    void anAbsentWarehouseIsNamed() {
        StreamStatus status = new StreamStatus(InstantSource.system());
        Settings settings = fixture.settings();
        Stream stream =
                new Stream(
                        new Settings(
                                settings.postgres(),
                                new Settings.ClickHouse("http://127.0.0.1:1", "crm", ""),
                                "0"),
                        status);
        stream.start();
        await("the stream says why it stands still")
                .until(() -> status.now().state() == State.STOPPED);
        String reason = status.now().reason();
        stream.stop();

        assertThat(reason).startsWith("ClickHouse at http://127.0.0.1:1 does not answer: ");
        assertThat(status.now().reason()).isEqualTo("told to stop");
    }
}
