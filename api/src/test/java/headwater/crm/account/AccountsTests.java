package headwater.crm.account;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;
import headwater.crm.StatementCount;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Query.accounts and the mutations of accounts. */
@Api
class AccountsTests {
    private static final String LIST =
            """
            query($first: Int, $after: String, $last: Int, $before: String, $filter: AccountFilter, $orderBy: [AccountOrder!]) {
              accounts(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $orderBy) {
                nodes { id name owner { name } createdBy { name } }
                pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
              }
            }
            """;

    @Autowired private Company company;
    @Autowired private StatementCount statements;

    @Test
    void pagesForwardAndBackwardInTheSameOrder() {
        HttpGraphQlTester admin = company.admin();
        String prefix = company.unique("Paged");
        for (String suffix : List.of("a", "B", "é", "Z", "中")) {
            company.create(admin, "Account", Map.of("name", prefix + suffix));
        }
        Map<String, Object> all =
                Map.of(
                        "filter", Map.of("name", Map.of("startsWith", prefix)),
                        "orderBy", List.of(Map.of("field", "NAME")));

        Response first = list(admin, all, Map.of("first", 3));
        String end = text(first, "accounts.pageInfo.endCursor");
        Response second = list(admin, all, Map.of("first", 3, "after", end));
        Response last = list(admin, all, Map.of("last", 2));

        // By code point: capital letters before small ones, Chinese after all of them.
        assertThat(names(first, prefix)).containsExactly("B", "Z", "a");
        assertThat(names(second, prefix)).containsExactly("é", "中");
        assertThat(names(last, prefix)).containsExactly("é", "中");
        second.path("accounts.pageInfo.hasNextPage").entity(Boolean.class).isEqualTo(false);
        last.path("accounts.pageInfo.hasPreviousPage").entity(Boolean.class).isEqualTo(true);
    }

    @Test
    void runsTheSameNumberOfStatementsForOneAndForManyRows() {
        HttpGraphQlTester admin = company.admin();
        for (int i = 0; i < 7; i++) {
            company.create(admin, "Account", Map.of("name", company.unique("Counted")));
        }
        statements.take();

        list(admin, Map.of(), Map.of("first", 1));
        int forOne = statements.take().size();
        list(admin, Map.of(), Map.of("first", 100));
        List<String> forMany = statements.take();

        // The viewer's roles; the page; the users that own and made its rows.
        assertThat(forMany).hasSize(3);
        assertThat(forOne).isEqualTo(3);
    }

    @Test
    void readsNoLongTextThatWasNotAskedFor() {
        HttpGraphQlTester admin = company.admin();
        company.create(
                admin,
                "Account",
                Map.of("name", company.unique("Narrow"), "address", "1 Long Street"));
        statements.take();

        admin.document("{ accounts(last: 1) { nodes { id address parent { id } } } }")
                .execute()
                .path("accounts.nodes[0].address")
                .entity(String.class)
                .isEqualTo("1 Long Street");

        String page = String.join(" ", statements.take());
        assertThat(page)
                .contains("\"account\".\"address\"", "\"account\".\"parent_account_id\"")
                .doesNotContain("\"account\".\"website\"", "\"account\".\"phone\"");
    }

    @Test
    void refusesAPageOfMoreThanAHundred() {
        list(company.admin(), Map.of(), Map.of("first", 101))
                .errors()
                .satisfy(
                        errors -> {
                            assertThat(errors).hasSize(1);
                            assertThat(errors.getFirst().getMessage())
                                    .isEqualTo("accounts: first must be 1 to 100, not 101.");
                            assertThat(errors.getFirst().getExtensions())
                                    .containsEntry("code", "PAGE_SIZE_INVALID");
                        });
    }

    @Test
    void refusesACursorOfAnotherOrder() {
        HttpGraphQlTester admin = company.admin();
        company.create(admin, "Account", Map.of("name", company.unique("Cursor")));
        String cursor =
                text(list(admin, Map.of(), Map.of("first", 1)), "accounts.pageInfo.endCursor");

        list(
                        admin,
                        Map.of("orderBy", List.of(Map.of("field", "NAME"))),
                        Map.of("first", 1, "after", cursor))
                .errors()
                .satisfy(
                        errors ->
                                assertThat(errors.getFirst().getExtensions())
                                        .containsEntry("code", "INVALID_CURSOR"));
    }

    @Test // attack 28
    void refusesACursorThatItDidNotGiveOut() {
        HttpGraphQlTester admin = company.admin();
        company.create(admin, "Account", Map.of("name", company.unique("Cursor")));
        String given =
                text(list(admin, Map.of(), Map.of("first", 1)), "accounts.pageInfo.endCursor");
        String inner = given.substring(given.indexOf('.') + 1, given.lastIndexOf('.'));
        String json = new String(Base64.getUrlDecoder().decode(inner), StandardCharsets.UTF_8);
        String other =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(
                                json.replaceFirst("\\d+\"]$", "7777777\"]")
                                        .getBytes(StandardCharsets.UTF_8));

        for (String forged :
                List.of(
                        inner,
                        given.replace("1.", "2."),
                        given.replace(inner, other),
                        given.substring(0, given.length() - 2),
                        "",
                        "1..",
                        "rO0ABXNyAA==")) {
            list(admin, Map.of(), Map.of("first", 1, "after", forged))
                    .errors()
                    .satisfy(
                            errors ->
                                    assertThat(errors.getFirst().getExtensions())
                                            .as(forged)
                                            .containsEntry("code", "INVALID_CURSOR"));
        }
    }

    @Test
    void showsASellerHisOwnRowsOnly() {
        String password = "a long password";
        String login = company.user("SELLER", password);
        HttpGraphQlTester seller = company.as(login, password);
        String mine = company.create(seller, "Account", Map.of("name", company.unique("Mine")));
        String theirs =
                company.create(
                        company.admin(), "Account", Map.of("name", company.unique("Theirs")));

        list(seller, Map.of(), Map.of("first", 100))
                .path("accounts.nodes[*].id")
                .entityList(String.class)
                .containsExactly(mine);
        seller.document("query($id: ID!) { account(id: $id) { id } node(id: $id) { id } }")
                .variable("id", theirs)
                .execute()
                .path("account")
                .valueIsNull()
                .path("node")
                .valueIsNull();
    }

    @Test
    void tellsASellerNothingOfARowOutOfHisScopeThatHeTriesToChange() {
        String password = "a long password";
        HttpGraphQlTester seller = company.as(company.user("SELLER", password), password);
        String name = company.unique("Theirs");
        String theirs = company.create(company.admin(), "Account", Map.of("name", name));

        seller.document(
                        "mutation($input: UpdateAccountInput!) { updateAccount(input: $input) { account { id } } }")
                .variable("input", Map.of("id", theirs, "expectedVersion", 1, "name", "Taken"))
                .execute()
                .errors()
                .satisfy(
                        errors ->
                                assertThat(errors.getFirst().getExtensions())
                                        .containsEntry("code", "NOT_FOUND"));
        company.admin()
                .document("query($id: ID!) { account(id: $id) { name version } }")
                .variable("id", theirs)
                .execute()
                .path("account.name")
                .entity(String.class)
                .isEqualTo(name);
    }

    @Test
    void tellsASellerWhoImportsNoIdOfARowOutOfHisScope() {
        String password = "a long password";
        HttpGraphQlTester seller = company.as(company.user("SELLER", password), password);
        String externalId = company.unique("theirs");
        company.create(
                company.admin(), "Account", Map.of("name", "Theirs", "externalId", externalId));

        seller.document(
                        "mutation($rows: [CreateAccountInput!]!) { importAccounts(input: { rows: $rows }) { results { outcome id userErrors { code field } } } }")
                .variable("rows", List.of(Map.of("name", "Mine", "externalId", externalId)))
                .execute()
                .path("importAccounts.results[0].outcome")
                .entity(String.class)
                .isEqualTo("REFUSED")
                .path("importAccounts.results[0].id")
                .valueIsNull()
                .path("importAccounts.results[0].userErrors[*].code")
                .entityList(String.class)
                .containsExactly("TAKEN");
    }

    @Test
    void goesToTheRecycleBinAndBack() {
        HttpGraphQlTester admin = company.admin();
        String name = company.unique("Recycled");
        String id = company.create(admin, "Account", Map.of("name", name));
        Map<String, Object> byName = Map.of("filter", Map.of("name", Map.of("eq", name)));

        change(admin, "deleteAccount", id, 1);
        list(admin, byName, Map.of("first", 1))
                .path("accounts.nodes")
                .entityList(Object.class)
                .hasSize(0);
        change(admin, "restoreAccount", id, 2);

        list(admin, byName, Map.of("first", 1))
                .path("accounts.nodes[*].id")
                .entityList(String.class)
                .containsExactly(id);
    }

    @Test
    void namesAllThatIsWrongWithANewAccountAtOnce() {
        company.admin()
                .document(
                        "mutation($input: CreateAccountInput!) { createAccount(input: $input) { account { id } userErrors { code field } } }")
                .variable("input", Map.of("name", " ", "owner", Map.of("name", "nobody")))
                .execute()
                .path("createAccount.userErrors[*].code")
                .entityList(String.class)
                .containsExactly("REQUIRED", "REFERENCE_NOT_FOUND")
                .path("createAccount.account")
                .valueIsNull();
    }

    @Test
    void refusesTheIdOfAnotherType() {
        company.admin()
                .document("{ account(id: \"opp_1\") { id } }")
                .execute()
                .errors()
                .satisfy(
                        errors ->
                                assertThat(errors.getFirst().getMessage())
                                        .startsWith(
                                                "\"opp_1\" is not the id of a record of type Account"));
    }

    @Test
    void answersNobodyWhoIsNotSignedIn() {
        list(company.anybody(), Map.of(), Map.of("first", 1))
                .errors()
                .satisfy(
                        errors ->
                                assertThat(errors.getFirst().getExtensions())
                                        .containsEntry("code", "UNAUTHENTICATED"));
    }

    private static Response list(
            HttpGraphQlTester who, Map<String, ?> narrowing, Map<String, ?> page) {
        var request = who.document(LIST);
        narrowing.forEach(request::variable);
        page.forEach(request::variable);
        return request.execute();
    }

    private static void change(HttpGraphQlTester who, String mutation, String id, int version) {
        who.document(
                        "mutation($input: DeleteRecordInput!) { %s(input: $input) { account { id } userErrors { message } } }"
                                .formatted(mutation))
                .variable("input", Map.of("id", id, "expectedVersion", version))
                .execute()
                .path(mutation + ".account.id")
                .entity(String.class)
                .isEqualTo(id);
    }

    private static String text(Response response, String path) {
        return response.path(path).entity(String.class).get();
    }

    private static List<String> names(Response response, String prefix) {
        return response.path("accounts.nodes[*].name").entityList(String.class).get().stream()
                .map(name -> name.substring(prefix.length()))
                .toList();
    }
}
