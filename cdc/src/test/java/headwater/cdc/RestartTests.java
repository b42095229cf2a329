package headwater.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.engines.SharedEngines;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What is in ClickHouse after the stream stopped in the middle of something and started again. */
class RestartTests {

    private StreamFixture fixture;

    @BeforeEach
    void fresh() throws Exception {
        fixture = new StreamFixture();
        fixture.sql("INSERT INTO crm.app_user (login, name) VALUES ('ada', 'Ada')");
        fixture.start();
    }

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    @Test
    void changesMadeWhileItWasAwayArrive() throws Exception {
        fixture.sql("INSERT INTO crm.team (kind, name) VALUES ('TEAM', 'one')");
        fixture.awaitApplied();
        fixture.stop();
        fixture.sql("INSERT INTO crm.team (kind, name) VALUES ('TEAM', 'two')");
        fixture.sql("UPDATE crm.team SET name = 'first' WHERE name = 'one'");
        fixture.start();
        fixture.awaitApplied();

        assertThat(fixture.warehouse("SELECT name FROM cdc.team_current ORDER BY team_id"))
                .containsExactly("first", "two");
    }

    @Test
    void whatWasWrittenButNotAcknowledgedComesAgainAndIsTheSame() throws Exception {
        fixture.sql("SELECT pg_copy_logical_replication_slot('crm_cdc', 'before')");
        for (int i = 0; i < 50; i++) {
            fixture.sql(
                    "SELECT pg_logical_emit_message(true, 'crm.ctx', '{\"door\":\"JOB\"}')",
                    "INSERT INTO crm.team (kind, name) VALUES ('TEAM', 't" + i + "')",
                    "UPDATE crm.team SET kind = 'REGION' WHERE name = 't" + i + "'");
        }
        fixture.sql("DELETE FROM crm.team WHERE team_id % 5 = 0");
        fixture.awaitApplied();
        List<String> before = log();
        fixture.stop();

        fixture.sql("SELECT pg_drop_replication_slot('crm_cdc')");
        fixture.sql("SELECT pg_copy_logical_replication_slot('before', 'crm_cdc')");
        fixture.start();
        fixture.awaitApplied();

        assertThat(before).hasSize(110);
        assertThat(log()).isEqualTo(before);
        assertThat(fixture.warehouse("SELECT name FROM cdc.team_current ORDER BY team_id"))
                .isEqualTo(fixture.source("SELECT name FROM crm.team ORDER BY team_id"))
                .hasSize(40);
        assertThat(
                        fixture.warehouse(
                                "SELECT toString(count()) FROM cdc.tx FINAL WHERE xid IN (SELECT _xid FROM cdc.team_changes)"))
                .containsExactly("51");
    }

    @Test
    void whatIsAcknowledgedIsNeverAheadOfTheWatermark() throws Exception {
        for (int i = 0; i < 20; i++) {
            fixture.sql("INSERT INTO crm.team (kind, name) VALUES ('TEAM', 't" + i + "')");
            String confirmed =
                    fixture.source(
                                    "SELECT confirmed_flush_lsn - '0/0' FROM pg_replication_slots WHERE slot_name = 'crm_cdc'")
                            .getFirst();

            assertThat(
                            fixture.warehouse(
                                    "SELECT toString(max(applied_lsn) >= "
                                            + confirmed
                                            + ") FROM cdc.watermark"))
                    .containsExactly("1");
            Thread.sleep(50);
        }
    }

    @Test
    void killedProcessesLoseAndDoubleNothing() throws Exception {
        fixture.stop();
        int rows = 0;
        for (int kill = 0; kill < 3; kill++) {
            Process process = process();
            for (int i = 0; i < 300; i++) {
                fixture.sql("INSERT INTO crm.team (kind, name) VALUES ('TEAM', 'k" + rows++ + "')");
                if (i % 3 == 0) {
                    fixture.sql(
                            "UPDATE crm.team SET kind = 'REGION' WHERE name = 'k"
                                    + (rows - 1)
                                    + "'");
                }
                Thread.sleep(10);
            }
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
        fixture.start();
        fixture.awaitApplied();

        assertThat(
                        fixture.warehouse(
                                "SELECT concat(name, kind) FROM cdc.team_current ORDER BY team_id"))
                .isEqualTo(fixture.source("SELECT name || kind FROM crm.team ORDER BY team_id"))
                .hasSize(900);
        assertThat(fixture.warehouse("SELECT toString(count()) FROM cdc.team_changes FINAL"))
                .containsExactly("1200");
    }

    private List<String> log() {
        return fixture.warehouse(
                "SELECT concat(name, ' ', _op, ' ', _door, ' ', toString(_version)) FROM cdc.team_changes FINAL WHERE name LIKE 't%' ORDER BY _version");
    }

    private Process process() throws Exception {
        var settings = fixture.settings();
        var builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CdcApplication.class.getName());
        var environment = builder.environment();
        environment.put("CRM_POSTGRES_URL", settings.postgres().url());
        environment.put("CRM_POSTGRES_USER", settings.postgres().user());
        environment.put("CRM_POSTGRES_PASSWORD", settings.postgres().password());
        environment.put("CRM_CLICKHOUSE_URL", SharedEngines.clickHouse().url());
        environment.put("CRM_CLICKHOUSE_USER", settings.clickhouse().user());
        environment.put("CRM_CLICKHOUSE_PASSWORD", settings.clickhouse().password());
        environment.put("CRM_CDC_PORT", "0");
        return builder.inheritIO().start();
    }
}
