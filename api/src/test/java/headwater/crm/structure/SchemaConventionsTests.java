package headwater.crm.structure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The contract keeps its conventions, and each convention finds what breaks it. */
class SchemaConventionsTests {
    private static final Sdl CONTRACT = Sdl.of(Sdl.resource("graphql/schema.graphqls"));

    /**
     * @param at what the convention has to name
     */
    record Breach(SchemaConventions convention, String sdl, String at) {}

    @ParameterizedTest
    @EnumSource
    void theContractKeeps(SchemaConventions convention) {
        assertThat(convention.problems(CONTRACT)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource
    void aBreachIsFound(Breach breach) {
        List<String> problems = breach.convention().problems(Sdl.of(breach.sdl())).toList();

        assertThat(problems).singleElement().asString().startsWith(breach.at() + ": ");
    }

    @Test
    void everyConventionHasABreach() {
        assertThat(aBreachIsFound().map(Breach::convention))
                .containsAll(Arrays.asList(SchemaConventions.values()));
    }

    static Stream<Breach> aBreachIsFound() {
        return Stream.concat(names(), Stream.concat(lists(), records()));
    }

    private static Stream<Breach> names() {
        return Stream.of(
                breach("TYPES_ARE_PASCAL_CASE", "type account_Note { a: Int }", "account_Note"),
                breach("FIELDS_ARE_CAMEL_CASE", "type A { first_name: Int }", "A.first_name"),
                breach("FIELDS_ARE_CAMEL_CASE", "type A { a(In: Int): Int }", "A.a.In"),
                breach("FIELDS_ARE_CAMEL_CASE", "input A { B: Int }", "A.B"),
                breach("ENUM_VALUES_ARE_CAPITALS", "enum A { OPEN won }", "A.won"),
                breach(
                        "FIELDS_DO_NOT_REPEAT_THEIR_TYPE",
                        "type Account { accountName: Int accountant: Int }",
                        "Account.accountName"),
                breach("EVERYTHING_IS_DESCRIBED", "\"A.\" enum A { \"B.\" B C }", "A.C"),
                breach("EVERYTHING_IS_DESCRIBED", "type A { \"B.\" b: Int }", "A"),
                breach(
                        "DESCRIPTIONS_SAY_WHAT_IS_NEEDED",
                        "type Query { \"Needs a sign-in.\" a: Int \"All.\" b: Int }",
                        "Query.b"),
                breach(
                        "DESCRIPTIONS_SAY_THE_COST",
                        "type Query { \"Cost: 1 point.\" a: Int \"All.\" b: Int }",
                        "Query.b"),
                breach(
                        "DESCRIPTIONS_SAY_THE_COST",
                        "type A { \"5 points.\" a: Int @cost(points: 10) }",
                        "A.a"),
                breach("INPUTS_SAY_WHAT_THEY_ARE", "input NewAccount { a: Int }", "NewAccount"),
                breach(
                        "MUTATIONS_BEGIN_WITH_A_VERB",
                        "type Mutation { createAccount: Int accountCreate: Int }",
                        "Mutation.accountCreate"),
                breach(
                        "DEPRECATIONS_NAME_A_DAY",
                        "type A { a: Int @deprecated(reason: \"Use b. Removed after 2027-04-01.\") b: Int @deprecated(reason: \"Old.\") }",
                        "A.b"),
                breach("DEPRECATIONS_NAME_A_DAY", "enum A { B C @deprecated }", "A.C"));
    }

    private static Stream<Breach> lists() {
        String edge = "type AEdge { node: A! cursor: String! } ";
        String connection =
                "type AConnection { edges: [AEdge!]! nodes: [A!]! pageInfo: PageInfo! totalCount: Count } ";
        String pages = "first: Int, after: String, last: Int, before: String";
        return Stream.of(
                breach(
                        "CONNECTIONS_HAVE_ONE_SHAPE",
                        edge + connection.replace("[A!]!", "[A]"),
                        "AConnection"),
                breach("CONNECTIONS_HAVE_ONE_SHAPE", edge.replace("A!", "A") + connection, "AEdge"),
                breach(
                        "CONNECTIONS_ARE_ASKED_FOR_BY_PAGES",
                        "type B { a(%s): AConnection! b(first: Int): AConnection }"
                                .formatted(pages),
                        "B.b"),
                breach(
                        "LISTS_CAN_BE_FILTERED_AND_ORDERED",
                        "type Query { a(filter: AFilter): AConnection! }",
                        "Query.a"),
                breach(
                        "ORDERS_AND_FILTERS_HAVE_ONE_SHAPE",
                        "type Query { a(orderBy: [AOrder!], filter: AFilter): Int } input AOrder { field: AOrderField! direction: SortDirection! = ASC } input AFilter { and: [AFilter!] }",
                        "AFilter"),
                breach(
                        "ORDERS_AND_FILTERS_HAVE_ONE_SHAPE",
                        "type Query { a(orderBy: [AOrder!]): Int } input AOrder { by: String }",
                        "AOrder"),
                breach(
                        "LISTS_ARE_CONNECTIONS_OR_STATE_THEIR_LIMIT",
                        "type A { \"All, at most 200.\" a: [Int] \"All.\" b: [Int!]! }",
                        "A.b"));
    }

    private static Stream<Breach> records() {
        return Stream.of(
                breach(
                        "MUTATIONS_TAKE_ONE_INPUT_AND_ANSWER_WITH_A_PAYLOAD",
                        "type Mutation { a(input: AInput!): APayload! b(id: ID!, input: AInput!): APayload! }",
                        "Mutation.b"),
                breach(
                        "MUTATIONS_TAKE_ONE_INPUT_AND_ANSWER_WITH_A_PAYLOAD",
                        "type Mutation { a(input: AInput!): Boolean! }",
                        "Mutation.a"),
                breach(
                        "PAYLOADS_TELL_ERRORS_AND_CAN_BE_EMPTY",
                        "type APayload { a: A }",
                        "APayload"),
                breach(
                        "PAYLOADS_TELL_ERRORS_AND_CAN_BE_EMPTY",
                        "type APayload { a: A! b: B userErrors: [UserError!]! }",
                        "APayload.a"),
                breach(
                        "RECORDS_ARE_REFERRED_TO_NOT_THEIR_IDS",
                        "type A { id: ID externalId: String ownerId: String }",
                        "A.ownerId"),
                breach("RECORDS_ARE_REFERRED_TO_NOT_THEIR_IDS", "type A { owner: ID! }", "A.owner"),
                breach("IDS_ARE_NO_NUMBERS", "input A { id: Int! paid: Int }", "A.id"),
                breach("IDS_ARE_NO_NUMBERS", "type A { a(ownerIds: [Int!]): Int }", "A.a.ownerIds"),
                breach(
                        "RECORDS_ARE_NODES_WITH_A_VERSION",
                        "interface Node { id: ID! } type A implements Node { id: ID! version: Int! } type B { id: ID! version: Int! }",
                        "B"),
                breach(
                        "RECORDS_ARE_NODES_WITH_A_VERSION",
                        "interface Node { id: ID! } type A implements Node { id: ID! }",
                        "A"),
                breach(
                        "FIELDS_HAVE_A_PERMISSION_CLASS",
                        "type A { a: Int @access(class: OPEN) b: Int }",
                        "A.b"),
                breach(
                        "FIELDS_THAT_CAN_BE_TAKEN_AWAY_ARE_NULLABLE",
                        "type A @access(class: FIELD) { a: Int! @access(class: RECORD) b: Int! }",
                        "A.b"));
    }

    private static Breach breach(String convention, String sdl, String at) {
        return new Breach(SchemaConventions.valueOf(convention), sdl, at);
    }
}
