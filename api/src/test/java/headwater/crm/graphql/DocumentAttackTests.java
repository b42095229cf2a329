package headwater.crm.graphql;

import static headwater.crm.graphql.HttpAttackTests.assertRefused;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.graphql.Wire.Answer;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Attacks by documents; the numbers are rows of the attack table that SECURITY.md keeps. */
@Api
class DocumentAttackTests {
    @LocalServerPort private int port;

    private Wire anybody;
    private Wire admin;

    @BeforeEach
    void signIn() {
        anybody = new Wire(port);
        admin = anybody.signedIn();
    }

    @Test // 2
    void documentOf70KiB() {
        assertRefused(
                admin.ask("{ __typename #" + "x".repeat(70_000) + "\n}"),
                400,
                "GRAPHQL_PARSE_FAILED");
    }

    @Test // 2
    void documentOf2001Tokens() {
        assertRefused(
                admin.ask("{" + " __typename".repeat(2_001) + " }"), 400, "GRAPHQL_PARSE_FAILED");
    }

    @Test
    void documentThatDoesNotParse() {
        assertRefused(admin.ask("{ viewer { "), 400, "GRAPHQL_PARSE_FAILED");
    }

    @Test // 3
    void thirteenLevels() {
        Answer twelve = admin.ask(nested(12));
        Answer thirteen = admin.ask(nested(13));

        assertThat(twelve.status()).as(twelve.text()).isEqualTo(200);
        assertRefused(thirteen, 400, "QUERY_TOO_DEEP");
    }

    @Test // 4
    void fiveHundredAndOneFields() {
        String fields = " id name".repeat(250);

        assertRefused(
                admin.ask("{ accounts(first: 1) { nodes {" + fields + " } } }"),
                400,
                "QUERY_TOO_COMPLEX");
    }

    @Test // 4
    void bombOfFragments() {
        String bomb =
                IntStream.range(0, 12)
                        .mapToObj(
                                i ->
                                        "fragment F%d on User { ...F%d ...F%d }"
                                                .formatted(i, i + 1, i + 1))
                        .collect(Collectors.joining("\n"));

        assertRefused(
                admin.ask("{ viewer { ...F0 } }\n" + bomb + "\nfragment F12 on User { id }"),
                400,
                "QUERY_TOO_COMPLEX");
    }

    @Test // 5
    void aliasesByTheHundred() {
        assertRefused(aliases(101, "__typename", anybody), 400, "TOO_MANY_ALIASES");
        assertRefused(aliases(31, "id", admin, "viewer"), 400, "TOO_MANY_ALIASES");
        assertThat(aliases(30, "id", admin, "viewer").status()).isEqualTo(200);
    }

    @Test // 5
    void oneRootFieldSixTimes() {
        assertThat(aliases(5, "company { name }", admin).status()).isEqualTo(200);
        assertRefused(aliases(6, "company { name }", admin), 400, "TOO_MANY_ALIASES");
    }

    @Test // 5, 31
    void passwordsGuessedByAliases() {
        String guess = "signIn(input: { login: \"admin\", password: \"guess\" }) { token }";

        assertRefused(
                anybody.ask("mutation { a: %s b: %s }".formatted(guess, guess)),
                400,
                "TOO_MANY_ALIASES");
    }

    @Test // 5
    void elevenMutationsInOneOperation() {
        String delete =
                "delete%s(input: { id: \"acc_1\", expectedVersion: 1 }) { userErrors { code } }";
        String eleven =
                List.of("Account", "Contact", "Opportunity").stream()
                        .map(
                                type ->
                                        IntStream.range(0, 4)
                                                .mapToObj(
                                                        i ->
                                                                type
                                                                        + i
                                                                        + ": "
                                                                        + delete.formatted(type))
                                                .collect(Collectors.joining(" ")))
                        .collect(Collectors.joining(" "));

        assertRefused(admin.ask("mutation { " + eleven + " }"), 400, "QUERY_TOO_COMPLEX");
    }

    @Test // 7
    void directivesByTheHundred() {
        assertRefused(
                admin.ask("{ __typename" + " @skip(if: false)".repeat(500) + " }"),
                400,
                "GRAPHQL_PARSE_FAILED");
        assertRefused(
                admin.ask("{ __typename" + " @skip(if: false)".repeat(51) + " }"),
                400,
                "QUERY_TOO_COMPLEX");
    }

    @Test // 7
    void directivesThatDoNotExist() {
        Answer answer = admin.ask("{ __typename" + " @aa".repeat(10) + " }");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.codes())
                .hasSizeLessThanOrEqualTo(5)
                .containsOnly("GRAPHQL_VALIDATION_FAILED");
    }

    @Test // 8
    void introspectionInCircles() {
        String circle =
                "{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }";
        String many =
                "{"
                        + IntStream.range(0, 30)
                                .mapToObj(i -> " t" + i + ": __type(name: \"Query\") { name }")
                                .collect(Collectors.joining())
                        + " }";

        assertRefused(admin.ask(circle), 400, "GRAPHQL_VALIDATION_FAILED");
        assertRefused(admin.ask(many), 400, "TOO_MANY_ALIASES");
    }

    @Test // 9
    void introspectionByAnybody() {
        for (String document :
                List.of(
                        "{ __schema { queryType { name } } }",
                        "{ __type(name: \"User\") { name } }")) {
            assertRefused(anybody.ask(document), 400, "GRAPHQL_VALIDATION_FAILED");
            assertThat(admin.ask(document).status()).isEqualTo(200);
            // Cached for those who may, it is still refused to those who may not.
            assertRefused(anybody.ask(document), 400, "GRAPHQL_VALIDATION_FAILED");
        }
    }

    @Test // 9
    void standardIntrospectionOfAPerson() {
        Answer answer = admin.ask(graphql.introspection.IntrospectionQuery.INTROSPECTION_QUERY);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().at("/data/__schema/queryType/name").asString()).isEqualTo("Query");
    }

    @Test // 10
    void misspeltField() {
        Answer answer = admin.ask("{ viewr { id } }");

        assertRefused(answer, 400, "GRAPHQL_VALIDATION_FAILED");
        assertThat(answer.text())
                .doesNotContainIgnoringCase("did you mean")
                .doesNotContain("viewer");
    }

    @Test // 11
    void documentsWithoutSense() {
        List<String> documents =
                List.of(
                        "{ viewer { ...A } } fragment A on User { ...B } fragment B on User { ...A }",
                        "{ viewer { ...Missing } }",
                        "{ __typename } { __typename }");

        for (String document : documents) {
            Answer answer = admin.ask(document);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.codes()).isNotEmpty().containsOnly("GRAPHQL_VALIDATION_FAILED");
        }
        assertRefused(
                admin.post("{\"query\":\"query A { __typename }\",\"operationName\":\"B\"}"),
                400,
                "GRAPHQL_VALIDATION_FAILED");
    }

    private static Answer aliases(int number, String field, Wire who) {
        return who.ask(
                "{"
                        + IntStream.range(0, number)
                                .mapToObj(i -> " a" + i + ": " + field)
                                .collect(Collectors.joining())
                        + " }");
    }

    private static Answer aliases(int number, String field, Wire who, String within) {
        return who.ask(
                "{ "
                        + within
                        + " {"
                        + IntStream.range(0, number)
                                .mapToObj(i -> " a" + i + ": " + field)
                                .collect(Collectors.joining())
                        + " } }");
    }

    private static String nested(int levels) {
        return "{ viewer { "
                + "manager { ".repeat(levels - 2)
                + "id"
                + " }".repeat(levels - 2)
                + " } }";
    }
}
