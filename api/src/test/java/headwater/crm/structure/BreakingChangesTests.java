package headwater.crm.structure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

/** Clients of the contract that was published with the last finished issue keep working. */
class BreakingChangesTests {
    private static final String OLD =
            """
            type Query { deal(id: ID, name: String): Deal deals(by: Order): [Deal!]! }
            type Deal { name: String! amount: Int stage: Stage note: String }
            enum Stage { OPEN WON }
            input Order { field: String }
            """;

    @Test
    void theContractBreaksNothingThatWasPublished() {
        List<String> breaking =
                BreakingChanges.between(
                        Sdl.resource("published/schema.graphqls"),
                        Sdl.resource("graphql/schema.graphqls"));

        assertThat(breaking)
                .as(
                        "Clients may use these: keep them and add @deprecated(reason: \"Use …. Removed after <day>.\"),"
                                + " or put the sentence with \" | \" and the reason into published/allowed.txt")
                .containsExactlyInAnyOrderElementsOf(allowed());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a field is gone            | note: String          |                              | Deal.note",
                "a field is of another type | amount: Int           | amount: String               | Deal.amount",
                "a field may be empty now   | name: String!         | name: String                 | Deal.name",
                "an argument is gone        | (id: ID, name: String)| (id: ID)                     | Query.deal",
                "an argument is required    | (id: ID, name: String)| (id: ID!, name: String)      | Query.deal",
                "a new argument is required | (id: ID, name: String)| (id: ID, name: String, x: Int!) | Query.deal",
                "an enum value is gone      | OPEN WON              | OPEN                         | Stage",
                "an input field is gone     | { field: String }     | { other: String }            | Order.field",
                "an input field is required | { field: String }     | { field: String x: Int! }    | Order.x"
            })
    void whatClientsMayUseIsMissed(String what, String before, String after, String at) {
        String changed = OLD.replace(before, after == null ? "" : after);

        List<String> breaking = BreakingChanges.between(OLD, changed);

        assertThat(breaking).as(what).isNotEmpty().allMatch(sentence -> sentence.startsWith(at));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "note: String      | note: String other: Int",
                "amount: Int       | amount: Int!",
                "note: String      | note: String @deprecated(reason: \"Use name. Removed after 2027-04-01.\")",
                "(id: ID, name: String)| (id: ID, name: String, x: Int)",
                "{ field: String } | { field: String x: Int }"
            })
    void whatIsOnlyAddedBreaksNothing(String before, String after) {
        assertThat(BreakingChanges.between(OLD, OLD.replace(before, after))).isEmpty();
    }

    private static List<String> allowed() {
        return Sdl.resource("published/allowed.txt")
                .lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> line.split(" \\| ")[0])
                .toList();
    }
}
