package headwater.crm.graphql;

import static headwater.crm.graphql.HttpAttackTests.assertRefused;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.graphql.Wire.Answer;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The twelve checks of graphql-cop, which comes without a token; each named as the tool names it.
 */
@Api
class GraphqlCopTests {
    @LocalServerPort private int port;

    private Wire anybody;

    @BeforeEach
    void knock() {
        anybody = new Wire(port);
    }

    @Test
    void aliasOverloading() {
        assertRefused(anybody.ask(repeated(101, "alias%d: __typename")), 400, "TOO_MANY_ALIASES");
    }

    @Test
    void arrayBasedQueryBatching() {
        String one = "{\"query\":\"query cop { __typename }\"}";
        String ten = IntStream.range(0, 10).mapToObj(i -> one).collect(Collectors.joining(","));

        assertRefused(anybody.post("[" + ten + "]"), 400, "BAD_USER_INPUT");
    }

    @Test
    void directiveOverloading() {
        Answer answer = anybody.ask("query cop { __typename " + "@aa".repeat(10) + " }");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.codes()).hasSizeBetween(1, 5);
    }

    @Test
    void circularQueryViaIntrospection() {
        assertRefused(
                anybody.ask(
                        "query cop { __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }"),
                400,
                "GRAPHQL_VALIDATION_FAILED");
    }

    @Test
    void fieldDuplication() {
        assertRefused(
                anybody.ask("query cop { " + "__typename \n".repeat(500) + " }"),
                400,
                "TOO_MANY_ALIASES");
    }

    @Test
    void fieldSuggestions() {
        assertThat(anybody.ask("query cop { __schema { directive } }").text())
                .doesNotContain("Did you mean");
        assertThat(anybody.ask("query cop { companyy { name } }").text())
                .doesNotContain("Did you mean");
    }

    @Test
    void graphqlIdeShowsNoSchema() {
        // The page itself is the same for everybody; what it could show is refused.
        assertRefused(
                anybody.ask(graphql.introspection.IntrospectionQuery.INTROSPECTION_QUERY),
                400,
                "GRAPHQL_VALIDATION_FAILED");
    }

    @Test
    void introspection() {
        assertRefused(
                anybody.ask("query cop { __schema { types { name fields { name } } } }"),
                400,
                "GRAPHQL_VALIDATION_FAILED");
    }

    @Test
    void getMethodQuerySupport() {
        Answer answer =
                anybody.at("/graphql?query=query%20cop%7B__typename%7D")
                        .send("GET", BodyPublishers.noBody());

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.json().has("data")).isFalse();
    }

    @Test
    void mutationIsAllowedOverGet() {
        Answer answer =
                anybody.at("/graphql?query=mutation%20cop%7B__typename%7D")
                        .send("GET", BodyPublishers.noBody());

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.json().has("data")).isFalse();
    }

    @Test
    void postBasedUrlEncodedQuery() {
        Answer answer =
                anybody.with("Content-Type", "application/x-www-form-urlencoded")
                        .post("query=query+cop+%7B__typename%7D");

        assertRefused(answer, 415, "BAD_USER_INPUT");
    }

    @Test
    void traceMode() {
        assertThat(
                        anybody.ask("query cop { __typename }")
                                .json()
                                .path("extensions")
                                .propertyNames())
                .containsExactly("cost");
        assertThat(anybody.ask("query cop { nothing }").text())
                .doesNotContain("tracing", "stacktrace", "\"debug\"");
    }

    private static String repeated(int times, String field) {
        return IntStream.range(0, times)
                .mapToObj(field::formatted)
                .collect(Collectors.joining(" ", "query cop { ", " }"));
    }
}
