package headwater.crm.graphql;

import static headwater.crm.graphql.HttpAttackTests.assertRefused;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;
import headwater.crm.StatementCount;
import headwater.crm.graphql.Wire.Answer;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What an operation costs, and who has run out; the numbers are rows of the attack table. */
@Api
class CostTests {
    private static final String LISTS =
            "query($first: Int, $last: Int) { accounts(first: $first, last: $last) { nodes { id } } }";

    @Autowired private Company company;
    @Autowired private StatementCount statements;
    @LocalServerPort private int port;

    private Wire admin;

    @BeforeEach
    void signIn() {
        admin = new Wire(port).signedIn();
    }

    @Test // 12
    void pageSizesOutOfRange() {
        for (Integer size : new Integer[] {null, 0, -1, 101, 99_999_999}) {
            Map<String, Integer> variables = new HashMap<>();
            variables.put("first", size);

            Answer answer = admin.ask(LISTS, variables);

            assertRefused(answer, 400, "PAGE_SIZE_INVALID");
        }
        assertRefused(admin.ask(LISTS, Map.of("first", 1, "last", 1)), 400, "PAGE_SIZE_INVALID");
        assertRefused(
                admin.ask("{ accounts(last: 101) { nodes { id } } }"), 400, "PAGE_SIZE_INVALID");
        assertThat(admin.ask(LISTS, Map.of("first", 100)).status()).isEqualTo(200);
        assertThat(admin.ask(LISTS, Map.of("last", 1)).status()).isEqualTo(200);
    }

    @Test
    void aPageOfTwentyCostsThreePoints() {
        Answer answer = admin.ask("{ accounts(first: 20) { nodes { id name } } }");

        var cost = answer.json().at("/extensions/cost");
        assertThat(cost.path("requested").asInt()).isEqualTo(3);
        assertThat(cost.path("limit").asInt()).isEqualTo(10_000);
        assertThat(cost.path("restoreRate").asInt()).isEqualTo(500);
        assertThat(answer.header("x-ratelimit-limit")).isEqualTo("10000");
        assertThat(answer.header("x-ratelimit-remaining"))
                .isEqualTo(cost.path("remaining").asString());
    }

    @Test // 13
    void operationOfMoreThanAThousandPoints() {
        String page =
                "opportunities(first: 100) { nodes { owner { name } account { owner { name } } stage { name } lines { product { name } } } }";
        statements.take();

        Answer answer = admin.ask("{ a: %1$s b: %1$s c: %1$s d: %1$s e: %1$s }".formatted(page));

        assertRefused(answer, 400, "QUERY_TOO_COMPLEX");
        assertThat(answer.json().at("/extensions/cost/requested").asInt()).isGreaterThan(1_000);
        assertThat(statements.take()).as("the viewer's roles alone").hasSize(1);
    }

    @Test
    void aBusyPageOfTheFrontEndIsFarFromTheLimit() {
        Answer answer =
                admin.ask(
                        """
                        { opportunities(first: 50) { nodes { id name amount { amount currencyCode } stage { name } owner { name } account { name } } totalCount { value } }
                          accounts(first: 20) { nodes { id name owner { name } } }
                          pipelines(first: 10) { nodes { name stages { name } } } }
                        """);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().at("/extensions/cost/requested").asInt()).isLessThan(100);
    }

    @Test
    void aWholeImportBatchIsFarFromTheLimit() {
        List<Map<String, String>> rows =
                Collections.nCopies(
                        200, Map.of("externalId", company.unique("x"), "name", "One of many"));

        Answer answer =
                admin.ask(
                        "mutation($input: ImportAccountsInput!) { importAccounts(input: $input) { results { outcome userErrors { field message } } userErrors { field message } consistencyToken } }",
                        Map.of("input", Map.of("rows", rows)));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().at("/data/importAccounts/results").size()).isEqualTo(200);
        assertThat(answer.json().at("/extensions/cost/requested").asInt()).isLessThan(50);
    }

    @Test // 14
    void budgetUsedUp() {
        String login = company.user("SELLER", "a long password");
        Wire seller = new Wire(port).signedIn(login, "a long password");
        String dear =
                "{ opportunities(first: 100) { nodes { lines { product { name } } owner { name } account { owner { name } } stage { name } } } }";

        Answer last = seller.ask(dear);
        for (int i = 0; last.status() == 200 && i < 200; i++) {
            last = seller.ask(dear);
        }

        assertRefused(last, 429, "RATE_LIMITED");
        assertThat(Integer.parseInt(last.header("retry-after"))).isBetween(1, 20);
        assertThat(last.json().at("/extensions/cost/requested").asInt())
                .isGreaterThan(last.json().at("/extensions/cost/remaining").asInt());
        assertThat(admin.ask("{ viewer { id } }").status())
                .as("another's budget is his own")
                .isEqualTo(200);
    }

    @Test
    void rateLimitTellsWhatIsLeft() {
        long begun = System.nanoTime();
        Answer answer =
                admin.ask(
                        """
                        { rateLimit { cost remaining limit restoreRate }
                          a: users(first: 100) { nodes { id } } b: teams(first: 100) { nodes { id } }
                          c: accounts(first: 100) { nodes { id } } d: contacts(first: 100) { nodes { id } } }
                        """);
        double seconds = (System.nanoTime() - begun) / 1e9;

        var limit = answer.json().at("/data/rateLimit");
        int cost = limit.path("cost").asInt();
        assertThat(limit.path("limit").asInt()).isEqualTo(10_000);
        assertThat(limit.path("restoreRate").asInt()).isEqualTo(500);
        // Four pages and the objects in them; what came back meanwhile is there again.
        assertThat(cost).isGreaterThan(40);
        assertThat(limit.path("remaining").asInt())
                .isBetween(1, (int) Math.min(10_000, 10_000 - cost + 500 * seconds + 1));
    }
}
