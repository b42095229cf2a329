package headwater.crm.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.FieldDefinition;

import headwater.crm.Api;
import headwater.crm.BrokenDatabase;
import headwater.crm.graphql.Wire.Answer;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Attack 25: a database that fails under every root field, at every statement it runs. */
@Api
class BrokenDatabaseTests {
    /** They ask no PostgreSQL of their own. */
    private static final Set<String> WITHOUT_STATEMENTS =
            Set.of("rateLimit", "analytics", "formMetadata");

    private static final int MOST_STATEMENTS = 6;

    @Autowired private BrokenDatabase database;
    @LocalServerPort private int port;

    private final Calls calls = new Calls();
    private Wire admin;

    @BeforeEach
    void signIn() {
        admin = new Wire(port).signedIn();
    }

    @Test // 25
    void noQueryTellsWhatBroke() {
        List<String> silent = new ArrayList<>();
        for (FieldDefinition field : calls.fields("Query")) {
            if (!failsInPlainWords("query { " + calls.of(field) + " }")) {
                silent.add(field.getName());
            }
        }

        assertThat(silent).containsExactlyInAnyOrderElementsOf(WITHOUT_STATEMENTS);
    }

    @Test // 25
    void noMutationTellsWhatBroke() {
        List<String> silent = new ArrayList<>();
        for (FieldDefinition field : calls.fields("Mutation")) {
            if (!failsInPlainWords("mutation { " + calls.of(field) + " }")) {
                silent.add(field.getName());
            }
        }

        assertThat(silent).isEmpty();
    }

    @Test // 25
    void theViewersOwnStatementFailsInPlainWordsToo() {
        Answer answer = database.after(0, () -> admin.ask("{ __typename }"));

        HttpAttackTests.assertRefused(answer, 500, "INTERNAL");
        assertInPlainWords(answer);
    }

    /**
     * The first statement is that of the viewer's roles; then one more is let through each time.
     */
    private boolean failsInPlainWords(String document) {
        if (admin.ask("{ __typename }").status() == 401) {
            // The mutation before was one that ends sessions.
            signIn();
        }
        boolean failed = false;
        for (int statements = 1; statements < MOST_STATEMENTS; statements++) {
            Answer answer = unhurried(statements, document);
            assertThat(answer.codes())
                    .as(document + answer.text())
                    .doesNotContain(
                            "GRAPHQL_VALIDATION_FAILED",
                            "GRAPHQL_PARSE_FAILED",
                            "QUERY_TOO_COMPLEX",
                            "RATE_LIMITED");
            assertInPlainWords(answer);
            failed |= answer.codes().contains("INTERNAL");
        }
        return failed;
    }

    /** All root fields in a row cost more than one may spend at once. */
    private Answer unhurried(int statements, String document) {
        Answer answer = database.after(statements, () -> admin.ask(document));
        for (int waits = 0; waits < 10 && answer.codes().contains("RATE_LIMITED"); waits++) {
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
            answer = database.after(statements, () -> admin.ask(document));
        }
        return answer;
    }

    private static void assertInPlainWords(Answer answer) {
        assertThat(answer.text())
                .doesNotContainIgnoringCase(
                        "broken_on_purpose",
                        "syntax error",
                        "exception",
                        "select ",
                        "insert into",
                        "org.",
                        "java.",
                        "jooq",
                        "postgres",
                        "\\tat ");
    }
}
