package headwater.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Changes made in PostgreSQL, and what ClickHouse then shows. */
class ReplicationTests {

    private static StreamFixture fixture;

    @BeforeAll
    static void start() throws Exception {
        fixture = new StreamFixture();
        fixture.sql("INSERT INTO crm.app_user (login, name) VALUES ('ada', 'Ada')");
        fixture.start();
    }

    @AfterAll
    static void stop() throws Exception {
        fixture.close();
    }

    @Test
    void everyKindOfChangeReachesLogAndState() throws Exception {
        fixture.sql(
                "INSERT INTO crm.account (name, owner_id, external_id) VALUES ('Akı', 1, 'e1')");
        fixture.sql("UPDATE crm.account SET name = 'Ağ', grade = 'A' WHERE external_id = 'e1'");
        fixture.sql("DELETE FROM crm.account WHERE external_id = 'e1'");
        fixture.awaitApplied();

        assertThat(
                        fixture.warehouse(
                                "SELECT concat(_op, ' ', name, ' ', _before) FROM cdc.account_changes FINAL WHERE external_id = 'e1' ORDER BY _version"))
                .containsExactly("c Akı ", "u Ağ {\"name\":\"Akı\",\"grade\":null}", "d Ağ ");
        assertThat(
                        fixture.warehouse(
                                "SELECT toString(_deleted) FROM cdc.account WHERE external_id = 'e1' ORDER BY _version DESC LIMIT 1"))
                .containsExactly("1");
        assertThat(
                        fixture.warehouse(
                                "SELECT name FROM cdc.account_current WHERE external_id = 'e1'"))
                .isEmpty();
    }

    @Test
    void currentViewsEqualPostgres() throws Exception {
        fixture.sql(
                "INSERT INTO crm.product (name, currency, list_price) SELECT 'p' || n, 'CNY', n / 100.0 FROM generate_series(1, 500) n",
                "UPDATE crm.product SET list_price = list_price + 1 WHERE name LIKE 'p%7'");
        fixture.sql("DELETE FROM crm.product WHERE name LIKE 'p%9'");
        fixture.awaitApplied();

        assertThat(
                        fixture.warehouse(
                                "SELECT concat(name, '|', toString(list_price), '|', toString(toUnixTimestamp64Micro(created_at))) FROM cdc.product_current ORDER BY product_id"))
                .isEqualTo(
                        fixture.source(
                                "SELECT name || '|' || rtrim(rtrim(list_price::text, '0'), '.') || '|' || (extract(epoch FROM created_at) * 1000000)::bigint FROM crm.product ORDER BY product_id"));
    }

    @Test
    void everyChangeKnowsWhoMadeItAndThroughWhichDoor() throws Exception {
        fixture.sql(
                "SELECT pg_logical_emit_message(true, 'crm.ctx', '{\"actor\":1,\"onBehalfOf\":null,\"door\":\"API\",\"requestId\":\"r-1\",\"reason\":null,\"rule\":null}')",
                "INSERT INTO crm.account (name, owner_id) VALUES ('with context', 1)");
        fixture.sql("INSERT INTO crm.account (name, owner_id) VALUES ('without context', 1)");
        fixture.awaitApplied();

        assertThat(
                        fixture.warehouse(
                                "SELECT concat(name, ' ', ifNull(toString(_actor), '-'), ' ', _door, ' ', _request_id) FROM cdc.account_changes FINAL WHERE name LIKE 'with%' ORDER BY _version"))
                .containsExactly("with context 1 API r-1", "without context - SQL ");
    }

    @Test
    void rowsOfOneTransactionShareItsBaseAndKeepItsOrder() throws Exception {
        fixture.sql(
                "INSERT INTO crm.team (kind, name) VALUES ('TEAM', 'North')",
                "INSERT INTO crm.user_role (app_user_id, role) VALUES (1, 'SELLER')",
                "UPDATE crm.team SET name = 'South' WHERE name = 'North'");
        fixture.awaitApplied();

        assertThat(
                        fixture.warehouse(
                                """
                                SELECT concat(t, ' ', toString(_ord), ' ', toString(uniqExact(_base_lsn) OVER ()), ' ', toString(uniqExact(_xid) OVER ()))
                                FROM (SELECT 'team' AS t, _ord, _base_lsn, _xid FROM cdc.team_changes FINAL
                                  UNION ALL SELECT 'role', _ord, _base_lsn, _xid FROM cdc.user_role_changes FINAL)
                                WHERE _xid = (SELECT max(_xid) FROM cdc.team_changes) ORDER BY _ord
                                """))
                .containsExactly("team 1 1 1", "role 2 1 1", "team 3 1 1");
        assertThat(
                        fixture.warehouse(
                                """
                                SELECT toString(events) FROM cdc.tx FINAL
                                WHERE xid = (SELECT max(_xid) FROM cdc.team_changes) AND base_lsn < commit_lsn
                                """))
                .containsExactly("3");
    }

    @Test
    void aKeyDeletedAndMadeAgainInOneTransactionIsThere() throws Exception {
        fixture.sql(
                "INSERT INTO crm.user_role (app_user_id, role) VALUES (1, 'VIEWER')",
                "DELETE FROM crm.user_role WHERE role = 'VIEWER'",
                "INSERT INTO crm.user_role (app_user_id, role, created_by) VALUES (1, 'VIEWER', 7)");
        fixture.awaitApplied();

        assertThat(
                        fixture.warehouse(
                                "SELECT toString(created_by) FROM cdc.user_role_current WHERE role = 'VIEWER'"))
                .containsExactly("7");
    }

    @Test
    void aRowWhoseKeyChangesLeavesItsOldKey() throws Exception {
        fixture.sql("INSERT INTO crm.user_role (app_user_id, role) VALUES (1, 'MANAGER')");
        fixture.sql("UPDATE crm.user_role SET role = 'ADMINISTRATOR' WHERE role = 'MANAGER'");
        fixture.awaitApplied();

        assertThat(
                        fixture.warehouse(
                                "SELECT role FROM cdc.user_role_current WHERE role IN ('MANAGER', 'ADMINISTRATOR')"))
                .containsExactly("ADMINISTRATOR");
    }

    @Test
    void truncateEmptiesTheStateAndLaterRowsLive() throws Exception {
        fixture.sql(
                "INSERT INTO crm.currency_rate (currency, valid_on, rate) VALUES ('USD', '2026-01-01', 7.1)");
        fixture.sql(
                "INSERT INTO crm.currency_rate (currency, valid_on, rate) VALUES ('USD', '2026-01-02', 7.2)",
                "TRUNCATE crm.currency_rate",
                "INSERT INTO crm.currency_rate (currency, valid_on, rate) VALUES ('USD', '2026-01-03', 7.3)");
        fixture.awaitApplied();

        assertThat(fixture.warehouse("SELECT toString(valid_on) FROM cdc.currency_rate_current"))
                .containsExactly("2026-01-03");
        assertThat(fixture.warehouse("SELECT tbl FROM cdc.truncates FINAL"))
                .containsExactly("currency_rate");
    }

    @Test
    void aTimeOutOfRangeIsNullAndOnRecordWhileItsRowArrives() throws Exception {
        fixture.sql(
                "INSERT INTO crm.account (name, owner_id, created_at) VALUES ('endless', 1, 'infinity'), ('ancient', 1, '0044-03-15 00:00:00+00 BC')");
        fixture.awaitApplied();

        assertThat(
                        fixture.warehouse(
                                "SELECT concat(name, ' ', toString(isNull(created_at))) FROM cdc.account_current WHERE name IN ('endless', 'ancient') ORDER BY name"))
                .containsExactly("ancient 1", "endless 1");
        assertThat(
                        fixture.warehouse(
                                "SELECT concat(tbl, '.', col, ' ', raw) FROM cdc.dead_letter FINAL ORDER BY version"))
                .containsExactly(
                        "account.created_at infinity",
                        "account.created_at -0043-03-15T00:00:00.000000Z");
        assertThat(
                        fixture.warehouse(
                                "SELECT toString(_flags) FROM cdc.account_changes FINAL WHERE name = 'endless'"))
                .containsExactly("1");
    }

    @Test
    void aColumnAddedWhileStreamingArrivesWithItsDefaultForOldRows() throws Exception {
        fixture.sql("INSERT INTO crm.product (name, currency) VALUES ('before', 'CNY')");
        fixture.sql(
                "ALTER TABLE crm.product ADD COLUMN unit text DEFAULT 'piece', ADD COLUMN weight numeric(9, 3)");
        fixture.sql(
                "INSERT INTO crm.product (name, currency, unit, weight) VALUES ('after', 'CNY', 'box', 1.5)");
        fixture.awaitApplied();

        assertThat(
                        fixture.warehouse(
                                "SELECT concat(name, ' ', unit, ' ', ifNull(toString(weight), '-')) FROM cdc.product_current WHERE name IN ('before', 'after') ORDER BY product_id"))
                .containsExactly("before piece -", "after box 1.5");
    }

    @Test
    void anArrayAddedWhileStreamingArrivesWithItsDefaultForOldRows() throws Exception {
        fixture.sql("INSERT INTO crm.product (name, currency) VALUES ('unlabelled', 'CNY')");
        fixture.sql(
                "ALTER TABLE crm.product ADD COLUMN labels text[] NOT NULL DEFAULT '{}',"
                        + " ADD COLUMN marks text[] DEFAULT '{a,\"b, c\",NULL}', ADD COLUMN sizes int[] DEFAULT '{3,4}'");
        fixture.sql(
                "INSERT INTO crm.product (name, currency, labels) VALUES ('labelled', 'CNY', '{x}')");
        fixture.awaitApplied();

        assertThat(
                        fixture.warehouse(
                                "SELECT concat(toString(labels), toString(marks), toString(sizes)) FROM cdc.product_current WHERE name IN ('unlabelled', 'labelled') ORDER BY product_id"))
                .containsExactly("[]['a','b, c',NULL][3,4]", "['x']['a','b, c',NULL][3,4]");
    }

    @Test
    void aTablePublishedWhileStreamingArrivesWithTheRowsItHad() throws Exception {
        fixture.sql(
                "CREATE TABLE crm.tag (tag_id bigint PRIMARY KEY, labels text[])",
                "INSERT INTO crm.tag VALUES (1, '{old}')");
        fixture.sql(
                "ALTER TABLE crm.tag REPLICA IDENTITY FULL",
                "ALTER PUBLICATION crm_cdc ADD TABLE crm.tag");
        fixture.sql("INSERT INTO crm.tag VALUES (2, '{new,NULL}')");
        fixture.awaitApplied();

        assertThat(
                        fixture.warehouse(
                                "SELECT toString(labels) FROM cdc.tag_current ORDER BY tag_id"))
                .containsExactly("['old']", "['new',NULL]");
    }

    @Test
    void freshnessAdvancesWhileNothingHappens() throws Exception {
        String newest =
                "SELECT toString(toUnixTimestamp64Micro(max(commit_ts))) FROM cdc.watermark";
        long before = Long.parseLong(fixture.warehouse(newest).getFirst());

        org.awaitility.Awaitility.await("the watermark's time advances by two beats")
                .until(
                        () ->
                                Long.parseLong(fixture.warehouse(newest).getFirst())
                                        >= before + 1_500_000);
    }
}
