package headwater.crm.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** Many rows in one mutation, each by the rules of one. */
@Api
class BatchTests {
    private static final String ANSWER =
            "{ results { account { id version } userErrors { code field } } userErrors { code message } consistencyToken }";

    @Autowired private Company company;

    private HttpGraphQlTester admin;
    private String prefix;

    @BeforeEach
    void signIn() {
        admin = company.admin();
        prefix = company.unique("Batch") + " ";
    }

    @Test
    void goodRowsAreKeptBesideBadOnes() {
        Response answer =
                create("KEEP_GOOD_ROWS", List.of(row("a"), Map.of("name", " "), row("c")));

        answer.path("createAccounts.results[*].account.version")
                .entityList(Integer.class)
                .containsExactly(1, 1);
        answer.path("createAccounts.results[0].userErrors").entityList(Object.class).hasSize(0);
        answer.path("createAccounts.results[1].account").valueIsNull();
        answer.path("createAccounts.results[1].userErrors[0].code")
                .entity(String.class)
                .isEqualTo("REQUIRED");
        answer.path("createAccounts.results[1].userErrors[0].field")
                .entityList(String.class)
                .containsExactly("input", "rows", "1", "name");
        answer.path("createAccounts.consistencyToken").hasValue();
        assertThat(names()).containsExactly(prefix + "a", prefix + "c");
    }

    @Test
    void orNoneOfThemWhenOneIsBad() {
        Map<String, String> taken = Map.of("name", prefix + "d", "externalId", prefix + "1");

        Response answer =
                create(
                        "ALL_OR_NOTHING",
                        List.of(
                                Map.of("name", prefix + "a", "externalId", prefix + "1"),
                                taken,
                                Map.of("name", ""),
                                row("e")));

        answer.path("createAccounts.results[*].account.id").entityList(Object.class).hasSize(0);
        answer.path("createAccounts.results[*].userErrors[0].code")
                .entityList(String.class)
                .containsExactly("TAKEN", "REQUIRED");
        answer.path("createAccounts.results").entityList(Object.class).hasSize(4);
        assertThat(names()).isEmpty();
    }

    @Test
    void orAllOfThemWhenAllAreGood() {
        create("ALL_OR_NOTHING", List.of(row("a"), row("b")))
                .path("createAccounts.results[*].userErrors[*]")
                .entityList(Object.class)
                .hasSize(0);

        assertThat(names()).containsExactly(prefix + "a", prefix + "b");
    }

    @Test
    void whatIsAnErrorOfASingleMutationIsOneOfItsRow() {
        String first = company.create(admin, "Account", row("a"));
        String second = company.create(admin, "Account", row("b"));

        Response answer =
                run(
                        admin,
                        "updateAccounts",
                        "UpdateAccountsInput",
                        "KEEP_GOOD_ROWS",
                        List.of(
                                Map.of("id", first, "expectedVersion", 7, "grade", "A"),
                                Map.of("id", "acc_zzzzzz", "expectedVersion", 1, "grade", "A"),
                                Map.of("id", "nonsense", "expectedVersion", 1),
                                Map.of("id", second, "expectedVersion", 1, "grade", "A")));

        answer.path("updateAccounts.results[*].userErrors[0].code")
                .entityList(String.class)
                .containsExactly("CONFLICT", "NOT_FOUND", "INVALID");
        answer.path("updateAccounts.results[3].account.version").entity(Integer.class).isEqualTo(2);
    }

    @Test
    void othersRecordsAreNotThereInBulkEither() {
        String hidden = company.create(admin, "Account", row("hidden"));
        HttpGraphQlTester seller =
                company.as(company.user("SELLER", "a long password"), "a long password");

        Response answer =
                run(
                        seller,
                        "deleteAccounts",
                        "DeleteAccountsInput",
                        "ALL_OR_NOTHING",
                        List.of(Map.of("id", hidden, "expectedVersion", 1)));

        answer.path("deleteAccounts.results[*].userErrors[0].code")
                .entityList(String.class)
                .containsExactly("NOT_FOUND");
        assertThat(names()).containsExactly(prefix + "hidden");
    }

    /** Each waits for a row that the other has; one of them is done, and the other told so. */
    @Test
    void twoThatMeetInOppositeOrderEndInOneAndInConflicts() throws Exception {
        for (int round = 0; round < 4; round++) {
            List<Map<String, ?>> rows = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                String id = company.create(admin, "Account", row("r%d.%d".formatted(round, i)));
                rows.add(Map.of("id", id, "expectedVersion", 1, "grade", "A"));
            }
            List<Map<String, ?>> reversed = new ArrayList<>(rows);
            Collections.reverse(reversed);
            try (var threads = Executors.newFixedThreadPool(2)) {
                Callable<Set<String>> one = () -> outcomes(rows);
                Callable<Set<String>> other = () -> outcomes(reversed);
                var both = threads.invokeAll(List.of(one, other));

                List<Set<String>> ends = List.of(both.get(0).get(), both.get(1).get());

                assertThat(ends).containsExactlyInAnyOrder(Set.of(), Set.of("CONFLICT"));
            }
        }
    }

    private Set<String> outcomes(List<Map<String, ?>> rows) {
        return new HashSet<>(
                run(admin, "updateAccounts", "UpdateAccountsInput", "ALL_OR_NOTHING", rows)
                        .path("updateAccounts.results[*].userErrors[*].code")
                        .entityList(String.class)
                        .get());
    }

    @Test
    void aBatchOfNothingIsRefused() {
        run(admin, "createAccounts", "CreateAccountsInput", "KEEP_GOOD_ROWS", List.of())
                .path("createAccounts.userErrors[0].message")
                .entity(String.class)
                .isEqualTo("rows: 1 to 500, not 0.");
    }

    @Test
    void fiveHundredRowsAreDoneAtOnce() {
        List<Map<String, ?>> many = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            many.add(row(Integer.toString(i)));
        }

        Response answer =
                run(admin, "createAccounts", "CreateAccountsInput", "ALL_OR_NOTHING", many);

        answer.path("createAccounts.results[*].account.id").entityList(String.class).hasSize(500);
    }

    private Map<String, String> row(String name) {
        return Map.of("name", prefix + name);
    }

    private Response create(String policy, List<Map<String, String>> rows) {
        return run(admin, "createAccounts", "CreateAccountsInput", policy, rows);
    }

    private static Response run(
            HttpGraphQlTester who, String mutation, String type, String policy, List<?> rows) {
        return who.document(document(mutation, type))
                .variable("input", Map.of("rows", rows, "errorPolicy", policy))
                .execute();
    }

    private static String document(String mutation, String type) {
        return "mutation($input: %s!) { %s(input: $input) %s }".formatted(type, mutation, ANSWER);
    }

    private List<String> names() {
        return admin.document(
                        "query($prefix: String!) { accounts(first: 100, orderBy: { field: NAME }, filter: { name: { startsWith: $prefix } }) { nodes { name } } }")
                .variable("prefix", prefix)
                .execute()
                .path("accounts.nodes[*].name")
                .entityList(String.class)
                .get();
    }
}
