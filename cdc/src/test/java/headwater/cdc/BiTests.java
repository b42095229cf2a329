package headwater.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.engines.SharedEngines;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** What an analyst with the bi user sees. */
class BiTests {

    private static StreamFixture fixture;
    private static HttpClient analyst;

    @BeforeAll
    static void start() throws Exception {
        fixture = new StreamFixture();
        fixture.sql(
                "INSERT INTO crm.app_user (login, name, email) VALUES ('ada', 'Ada', 'ada@example.com')",
                "INSERT INTO crm.account (name, owner_id, phone) VALUES ('Akı', 1, '+90 555 123 45 67')",
                "INSERT INTO crm.contact (name, owner_id, email, phone, deleted_at) VALUES ('王小明', 1, 'xm.wang@example.cn', NULL, '2026-01-01 00:00:00+00')",
                "INSERT INTO crm.lead (name, email, owner_id, owned_since, stage_entered_at, recorded_at) VALUES ('李小龙', 'long@example.cn', 1, now(), now(), now())");
        fixture.start();
        fixture.awaitApplied();
        analyst = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() throws Exception {
        analyst.close();
        fixture.close();
    }

    @Test
    void personalDataAreMaskedAndDeletedRowsShown() throws Exception {
        assertThat(
                        first(
                                "SELECT concat(name, ' ', email, ' ', ifNull(phone, '-'), ' ', toString(deleted_at)) FROM bi.contact"))
                .containsExactly("王*** x***@example.cn - 2026-01-01 00:00:00.000000");
        assertThat(first("SELECT concat(name, ' ', phone) FROM bi.account"))
                .containsExactly("Akı ***67");
    }

    @Test
    void whatPeopleWriteToEachOtherIsLeftOut() throws Exception {
        assertThat(
                        first(
                                "SELECT concat(table, '.', name) FROM system.columns WHERE database = 'bi' AND name IN ('content', 'note', 'comment', 'terms', 'subject', 'bank_account', 'tax_number')"))
                .isEmpty();
        assertThat(first("SELECT concat(name, ' ', email) FROM bi.lead"))
                .containsExactly("李*** l***@example.cn");
    }

    @Test
    void userViewHasNoSignInNamesAndNoMail() throws Exception {
        assertThat(
                        first(
                                "SELECT name FROM system.columns WHERE database = 'bi' AND table = 'app_user'"))
                .contains("name")
                .doesNotContain("login", "email");
    }

    @Test
    void everyViewAndColumnIsDescribed() {
        assertThat(
                        fixture.warehouse(
                                "SELECT name FROM system.tables WHERE database = 'bi' ORDER BY name"))
                .containsExactly(
                        "account",
                        "app_user",
                        "approval",
                        "approval_flow",
                        "approval_node",
                        "approval_task",
                        "attachment",
                        "campaign",
                        "commission_entry",
                        "commission_participant",
                        "commission_payout",
                        "commission_payout_entry",
                        "commission_plan",
                        "commission_tier",
                        "company",
                        "competitor",
                        "contact",
                        "contract",
                        "contract_split",
                        "currency_rate",
                        "document",
                        "document_template",
                        "finance_event",
                        "freshness",
                        "instalment",
                        "interaction",
                        "invoice",
                        "lead",
                        "lead_change",
                        "lead_source",
                        "lost_reason",
                        "opportunity",
                        "opportunity_change",
                        "opportunity_line",
                        "opportunity_split",
                        "pipeline",
                        "product",
                        "quote",
                        "quote_line",
                        "receipt",
                        "receipt_allocation",
                        "record_share",
                        "role",
                        "role_grant",
                        "role_permission",
                        "stage",
                        "task",
                        "team",
                        "team_membership",
                        "unattributed_change",
                        "user_role",
                        "voucher");
        assertThat(
                        fixture.warehouse(
                                "SELECT name FROM system.tables WHERE database = 'bi' AND comment = ''"))
                .isEmpty();
        assertThat(
                        fixture.warehouse(
                                "SELECT concat(table, '.', name) FROM system.columns WHERE database = 'bi' AND comment = ''"))
                .isEmpty();
    }

    @Test
    void freshnessNamesThePositionAsPostgresDoes() throws Exception {
        String applied = first("SELECT applied_lsn FROM bi.freshness").getFirst();

        assertThat(
                        fixture.source(
                                "SELECT '" + applied + "'::pg_lsn <= pg_current_wal_insert_lsn()"))
                .containsExactly("t");
        assertThat(first("SELECT toString(lag_seconds < 60) FROM bi.freshness"))
                .containsExactly("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT count() FROM cdc.contact",
                "SELECT count() FROM cdc.contact_current",
                "SELECT count() FROM cdc.contact_changes",
                "INSERT INTO bi.company (company_id) VALUES (2)",
                "DROP VIEW bi.contact",
                "CREATE TABLE bi.mine (x Int8) ENGINE = Memory",
                "SELECT * FROM url('http://127.0.0.1:1/', CSV)"
            })
    void everythingElseIsRefused(String sql) throws Exception {
        HttpResponse<String> answer = ask(sql);

        assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(answer.body()).containsPattern("ACCESS_DENIED|READONLY");
    }

    private static List<String> first(String sql) throws Exception {
        HttpResponse<String> answer = ask(sql);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body().lines().toList();
    }

    private static HttpResponse<String> ask(String sql) throws Exception {
        var clickHouse = SharedEngines.clickHouse();
        return analyst.send(
                HttpRequest.newBuilder(URI.create(clickHouse.url()))
                        .header("X-ClickHouse-User", clickHouse.biUser())
                        .header("X-ClickHouse-Key", clickHouse.biPassword())
                        .POST(HttpRequest.BodyPublishers.ofString(sql))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
