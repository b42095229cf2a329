package headwater.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import headwater.cdc.health.StreamStatus.State;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whenever PostgreSQL may no longer hold a change that ClickHouse lacks, the stream stops and says
 * so.
 */
class GapTests {

    private StreamFixture fixture;

    @BeforeEach
    void streamedAndStopped() throws Exception {
        fixture = new StreamFixture();
        fixture.start();
        fixture.sql("INSERT INTO crm.team (kind, name) VALUES ('TEAM', 'before')");
        fixture.awaitApplied();
        fixture.stop();
    }

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    @Test
    void slotDropped() throws Exception {
        fixture.sql("SELECT pg_drop_replication_slot('crm_cdc')");

        refusesWith("replication slot crm_cdc is gone");
    }

    @Test
    void slotMadeAnew() throws Exception {
        fixture.sql("SELECT pg_drop_replication_slot('crm_cdc')");
        fixture.sql("INSERT INTO crm.team (kind, name) VALUES ('TEAM', 'in the hole')");
        fixture.sql("SELECT pg_create_logical_replication_slot('crm_cdc', 'pgoutput')");

        refusesWith("it was moved or made anew");
    }

    @Test
    void slotMoved() throws Exception {
        fixture.sql("INSERT INTO crm.team (kind, name) VALUES ('TEAM', 'skipped')");
        fixture.sql("SELECT pg_replication_slot_advance('crm_cdc', pg_current_wal_lsn())");

        refusesWith("it was moved or made anew");
    }

    @Test
    void watermarksLost() throws Exception {
        fixture.warehouse.execute("TRUNCATE TABLE cdc.watermark");

        refusesWith("streamed transactions but no watermark");
    }

    @Test
    void otherCluster() throws Exception {
        fixture.warehouse.execute("TRUNCATE TABLE cdc.source");
        fixture.warehouse.execute("INSERT INTO cdc.source VALUES ('crm', 1, '42')");

        refusesWith("another one than the warehouse was filled from");
    }

    private void refusesWith(String reason) throws Exception {
        fixture.launch();
        await("the stream notices the gap")
                .until(() -> fixture.status().now().state() == State.GAP);

        assertThat(fixture.status().now().reason()).contains(reason);
        assertThat(fixture.warehouse("SELECT name FROM cdc.team_current"))
                .containsExactly("before");
    }
}
