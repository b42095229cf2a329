package headwater.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;

/** Mutation → PostgreSQL's log → ClickHouse → question, over HTTP, with the demo company. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SystemIT {
    private static final String PERIOD = "{ from: \"2000-01-01\", to: \"2100-01-01\" }";

    /** One of the demo company for every role but the administrator's. */
    private static final List<String> PEOPLE =
            List.of(
                    "han.mei",
                    "li.wei",
                    "wang.fang",
                    "lin.yue",
                    "he.ping",
                    "tang.rui",
                    "gu.ning",
                    "nora.weiss",
                    "erp",
                    "david.park",
                    "emma.clark");

    private RunningSystem system;

    @BeforeAll
    void up(@TempDir Path folder) {
        system = RunningSystem.start(folder.resolve("data"), "--demo");
    }

    @AfterAll
    void down() {
        system.close();
    }

    @Test
    void everyRoleCountsInAnalyticsWhatItSeesInPostgres() {
        Map<String, Integer> seen = new TreeMap<>();
        for (String login : PEOPLE) {
            JsonNode answer =
                    system.signIn(login, "headwater-demo")
                            .ask(
                                    "{ viewer { login } opportunities(first: 1, filter: { stageCategory: { eq: \"WON\" } }) { totalCount { value } } analytics { metric(name: \"wonCount\", period: "
                                            + PERIOD
                                            + ") { rows { value } } } }",
                                    Map.of());
            assertThat(answer.at("/viewer/login").asString()).isEqualTo(login);
            int won = answer.at("/opportunities/totalCount/value").asInt();
            assertThat(answer.at("/analytics/metric/rows/0/value").asInt())
                    .as(login)
                    .isEqualTo(won);
            seen.put(login, won);
        }

        int all = seen.get("emma.clark");
        assertThat(seen.get("wang.fang")).isPositive().isLessThan(seen.get("li.wei"));
        assertThat(seen.get("li.wei")).isLessThan(all);
        assertThat(seen).containsEntry("han.mei", all).containsEntry("he.ping", 0);
    }

    @Test
    void somebodyWithWhateverRolesCountsInAnalyticsWhatHeSeesInPostgres() {
        var random = new Random(31);
        GraphQl admin = system.admin();
        List<String> colleagues = ids(admin, "users");
        List<String> teams = ids(admin, "teams");
        List<String> deals = ids(admin, "opportunities");
        List<GraphQl> people = new ArrayList<>();
        Set<Integer> counts = new TreeSet<>();
        for (int i = 0; i < 12; i++) {
            people.add(somebody(admin, random, i, colleagues, teams, deals));
        }
        for (GraphQl person : people) {
            JsonNode answer =
                    person.ask(
                            "{ opportunities(first: 1, filter: { stageCategory: { eq: \"OPEN\" } }) { totalCount { value } } analytics { metric(name: \"openCount\", period: "
                                    + PERIOD
                                    + ") { rows { value } } } }",
                            Map.of());
            int open = answer.at("/opportunities/totalCount/value").asInt();
            assertThat(answer.at("/analytics/metric/rows/0/value").asInt())
                    .as("person " + people.indexOf(person))
                    .isEqualTo(open);
            counts.add(open);
        }

        assertThat(counts).as("the people differ in what they see").hasSizeGreaterThan(3);
    }

    /**
     * A new colleague below a random manager, in a random team, with two roles and three shares.
     */
    private GraphQl somebody(
            GraphQl admin,
            Random random,
            int number,
            List<String> colleagues,
            List<String> teams,
            List<String> deals) {
        List<String> scopes = List.of("OWN", "SUBORDINATES", "TEAM", "TEAM_TREE", "LISTED_TEAM");
        List<String> roles = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            String scope = scopes.get(random.nextInt(scopes.size()));
            Map<String, Object> grant = new HashMap<>();
            grant.put("object", "OPPORTUNITY");
            grant.put("action", "READ");
            grant.put("scope", scope);
            if (scope.equals("LISTED_TEAM")) {
                grant.put("team", teams.get(random.nextInt(teams.size())));
            }
            roles.add("RANDOM_%d_%d".formatted(number, i));
            made(
                    admin,
                    "Role",
                    Map.of("key", roles.get(i), "name", roles.get(i), "grants", List.of(grant)));
        }
        String login = "somebody." + number;
        String password = "whatever they count " + number;
        String user =
                made(
                        admin,
                        "User",
                        Map.of(
                                "login", login,
                                "name", login,
                                "password", password,
                                "roles", roles,
                                "team", Map.of("id", teams.get(random.nextInt(teams.size()))),
                                "manager",
                                        Map.of(
                                                "id",
                                                colleagues.get(
                                                        random.nextInt(colleagues.size())))));
        for (int i = 0; i < 3; i++) {
            admin.ask(
                    "mutation($record: ID!, $user: ID!) { shareRecord(input: { record: $record, with: { user: $user } }) { share { id } } }",
                    Map.of("record", deals.get(random.nextInt(deals.size())), "user", user));
        }
        // The next ones may be below him, and see this.
        colleagues.add(user);
        made(
                admin,
                "Opportunity",
                Map.of("name", "Of somebody " + number, "owner", Map.of("id", user)));
        return system.signIn(login, password);
    }

    private static String made(GraphQl admin, String type, Map<String, ?> input) {
        String field = type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1);
        return admin.ask(
                        "mutation($input: Create%1$sInput!) { create%1$s(input: $input) { %2$s { id } userErrors { message } } }"
                                .formatted(type, field),
                        Map.of("input", input))
                .at("/create" + type + "/" + field + "/id")
                .asString();
    }

    private static List<String> ids(GraphQl admin, String list) {
        List<String> ids = new ArrayList<>();
        admin.ask("{ %s(first: 50) { nodes { id } } }".formatted(list), Map.of())
                .at("/" + list + "/nodes")
                .forEach(node -> ids.add(node.path("id").asString()));
        return ids;
    }

    @Test
    void aSharedDealCountsForWhomItIsSharedWithAndNoLongerWhenThatEnds() {
        GraphQl admin = system.admin();
        GraphQl seller = system.signIn("sun.hao", "headwater-demo");
        String user = seller.ask("{ viewer { id } }", Map.of()).at("/viewer/id").asString();
        double before = openCount(seller, null);
        JsonNode made =
                admin.ask(
                        "mutation { createOpportunity(input: { name: \"Shared deal\" }) { opportunity { id } consistencyToken } }",
                        Map.of());
        String token = made.at("/createOpportunity/consistencyToken").asString();
        String share =
                admin.ask(
                                "mutation($record: ID!, $user: ID!) { shareRecord(input: { record: $record, with: { user: $user } }) { share { id } } }",
                                Map.of(
                                        "record",
                                        made.at("/createOpportunity/opportunity/id").asString(),
                                        "user",
                                        user))
                        .at("/shareRecord/share/id")
                        .asString();

        assertThat(openCount(seller, token)).isEqualTo(before + 1);
        admin.ask(
                "mutation($id: ID!) { unshareRecord(input: { id: $id }) { share { id } } }",
                Map.of("id", share));
        assertThat(openCount(seller, token)).isEqualTo(before);
    }

    @Test
    void aMetricAfterItsTokenSeesEveryWrite() {
        GraphQl admin = system.admin();
        double before = openCount(admin, null);
        for (int i = 1; i <= 50; i++) {
            JsonNode made =
                    admin.ask(
                            "mutation($name: String!) { createOpportunity(input: { name: $name }) { opportunity { id } consistencyToken } }",
                            Map.of("name", "Seen " + i));
            String token = made.at("/createOpportunity/consistencyToken").asString();

            assertThat(openCount(admin, token)).isEqualTo(before + i);
        }
    }

    @Test
    void aMetricKnowsWhatWasWrittenBeforeTheLastChangeOfPermissions() {
        GraphQl admin = system.admin();
        double before = openCount(admin, null);
        for (int i = 1; i <= 20; i++) {
            admin.ask(
                    "mutation($name: String!) { createOpportunity(input: { name: $name }) { opportunity { id } } }",
                    Map.of("name", "Before the change " + i));
            admin.ask(
                    "mutation($input: CreateRoleInput!) { createRole(input: $input) { role { id } userErrors { message } } }",
                    Map.of(
                            "input",
                            Map.of("key", "CHANGE_" + i, "name", "x", "grants", List.of())));

            assertThat(openCount(admin, null)).isEqualTo(before + i);
        }
    }

    @Test
    void aSellerIsToldOfHisOwnOpportunitiesOnly() {
        GraphQl seller = system.signIn("wang.fang", "headwater-demo");
        JsonNode own =
                seller.ask(
                        "{ opportunities(first: 1, filter: { stageCategory: { eq: \"OPEN\" } }) { totalCount { value } } analytics { metric(name: \"openCount\", dimensions: [\"owner\"], period: "
                                + PERIOD
                                + ") { rows { value dimensions { label } } } } }",
                        Map.of());

        assertThat(own.at("/analytics/metric/rows")).hasSize(1);
        assertThat(own.at("/analytics/metric/rows/0/dimensions/0/label").asString())
                .isEqualTo("王芳 Wang Fang");
        assertThat(own.at("/analytics/metric/rows/0/value").asInt())
                .isEqualTo(own.at("/opportunities/totalCount/value").asInt());
    }

    @Test
    void analystsReadBiAndNothingElse() throws Exception {
        assertThat(analyst("SELECT count() > 400 FROM bi.opportunity")).isEqualTo("200 1");
        assertThat(
                        analyst(
                                "SELECT countIf(NOT startsWith(substringUTF8(email, 2), '***@')) FROM bi.contact"))
                .isEqualTo("200 0");
        for (String forbidden :
                new String[] {
                    "SELECT name FROM cdc.contact",
                    "CREATE TABLE bi.t (a Int8) ENGINE = Memory",
                    "INSERT INTO bi.account (account_id) VALUES (1)"
                }) {
            assertThat(analyst(forbidden)).containsAnyOf("ACCESS_DENIED", "READONLY");
        }
    }

    @Test
    void noChangeIsWithoutSomebodyWhoDidIt() throws Exception {
        system.admin().ask("{ viewer { login } }", Map.of());
        // The first migration's own rows were copied, not streamed: _op = 'r'.
        assertThat(analyst("SELECT total FROM bi.unattributed_change")).isEqualTo("200 0");
    }

    private double openCount(GraphQl who, String after) {
        String wait = after == null ? "" : ", after: \"" + after + "\"";
        return who.ask(
                        "{ analytics { metric(name: \"openCount\", period: "
                                + PERIOD
                                + wait
                                + ") { rows { value } } } }",
                        Map.of())
                .at("/analytics/metric/rows/0/value")
                .asDouble();
    }

    /** Status and body of a query with the printed credentials. */
    private String analyst(String sql) throws Exception {
        Matcher printed = system.analysts();
        String credentials = printed.group(2) + ":" + printed.group(3);
        var request =
                HttpRequest.newBuilder(URI.create(printed.group(1)))
                        .header(
                                "Authorization",
                                "Basic "
                                        + Base64.getEncoder()
                                                .encodeToString(credentials.getBytes()))
                        .POST(HttpRequest.BodyPublishers.ofString(sql))
                        .build();
        var response =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        return response.statusCode() + " " + response.body().strip();
    }
}
