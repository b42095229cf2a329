package headwater.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import headwater.cdc.health.StreamStatus.State;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.concurrent.TimeUnit;

/** Rows that PostgreSQL held before the stream's first start. */
class BackfillTests {

    private StreamFixture fixture;

    @BeforeEach
    void fresh() throws Exception {
        fixture = new StreamFixture();
        fixture.sql(
                "INSERT INTO crm.app_user (login, name, email) VALUES ('ada', 'Ada', 'ada@example.com')");
    }

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    @Test
    void arriveOnceInStateAndLogWithTheLowestVersion() throws Exception {
        fixture.sql(
                "INSERT INTO crm.account (name, owner_id, created_at) SELECT 'a' || n, 1, timestamptz '2020-02-29 12:00:00.123456+08' FROM generate_series(1, 60000) n");
        fixture.start();
        fixture.awaitApplied();

        assertThat(
                        fixture.warehouse(
                                """
                                SELECT concat(toString(count()), ' ', toString(uniqExact(account_id)), ' ', toString(uniqExact(_commit_ts)), ' ',
                                  toString(max(_version) = bitShiftLeft(toUInt128(1), 112)), ' ', toString(min(created_at)))
                                FROM cdc.account_changes WHERE _op = 'r'
                                """))
                .containsExactly("60000 60000 1 1 2020-02-29 04:00:00.123456");
        assertThat(fixture.warehouse("SELECT toString(count()) FROM cdc.account_current"))
                .containsExactly("60000");
        assertThat(
                        fixture.warehouse(
                                "SELECT toString(rows) FROM cdc.backfill FINAL WHERE tbl = 'account' AND state = 'ready'"))
                .containsExactly("60000");
    }

    @Test
    void doNotHideChangesMadeAfterwards() throws Exception {
        fixture.sql(
                "INSERT INTO crm.team (kind, name) VALUES ('TEAM', 'kept'), ('TEAM', 'changed'), ('TEAM', 'gone')");
        fixture.start();
        fixture.sql("UPDATE crm.team SET name = 'new' WHERE name = 'changed'");
        fixture.sql("DELETE FROM crm.team WHERE name = 'gone'");
        fixture.awaitApplied();

        assertThat(fixture.warehouse("SELECT name FROM cdc.team_current ORDER BY team_id"))
                .containsExactly("kept", "new");
    }

    @Test
    void areCopiedFromScratchAfterAnInterruptedFirstCopy() throws Exception {
        fixture.sql("INSERT INTO crm.team (kind, name) VALUES ('TEAM', 'one')");
        fixture.start();
        fixture.stop();
        fixture.warehouse.execute("TRUNCATE TABLE cdc.watermark");
        fixture.sql("INSERT INTO crm.team (kind, name) VALUES ('TEAM', 'two')");
        fixture.start();
        fixture.awaitApplied();

        assertThat(
                        fixture.warehouse(
                                "SELECT concat(_op, ' ', name) FROM cdc.team_changes ORDER BY name"))
                .containsExactly("r one", "r two");
    }

    @Test
    void waitUntilTheyArePublished() throws Exception {
        fixture.sql("DROP PUBLICATION crm_cdc");
        fixture.launch();
        await("the stream says what it waits for")
                .until(() -> fixture.status().now().reason().contains("publication crm_cdc"));

        fixture.sql("CREATE PUBLICATION crm_cdc FOR TABLE crm.app_user");
        await("the stream streams")
                .atMost(30, TimeUnit.SECONDS)
                .until(() -> fixture.status().now().state() == State.STREAMING);
        fixture.stop();
    }

    @Test
    void ofATableWithoutAKeyAreRefusedByName() throws Exception {
        fixture.sql(
                "CREATE TABLE crm.note (text text)",
                "ALTER TABLE crm.note REPLICA IDENTITY FULL",
                "ALTER PUBLICATION crm_cdc ADD TABLE crm.note");
        fixture.launch();

        await("the stream refuses").until(() -> fixture.status().now().state() == State.STOPPED);
        assertThat(fixture.status().now().reason())
                .isEqualTo(
                        "Table crm.note is published but has no primary key: give it one, or take it out of the publication.");
    }

    @Test
    void ofATableWithoutTheRowBeforeAreRefusedByName() throws Exception {
        fixture.sql("ALTER TABLE crm.team REPLICA IDENTITY DEFAULT");
        fixture.launch();

        await("the stream refuses").until(() -> fixture.status().now().state() == State.STOPPED);
        assertThat(fixture.status().now().reason())
                .contains("ALTER TABLE crm.team REPLICA IDENTITY FULL");
    }
}
