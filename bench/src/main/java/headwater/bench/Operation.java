package headwater.bench;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * What a front end asks.
 *
 * @param scope of whoever asks
 * @param bodies one for each time that it is asked
 */
record Operation(String name, String scope, Supplier<byte[]> bodies) {
    private static final String LIST =
            "{ accounts(first: 20, orderBy: { field: NAME }) { nodes { id name industry createdAt owner { name } } pageInfo { hasNextPage endCursor } } }";
    private static final String NESTED =
            "{ opportunities(first: 20) { nodes { id name account { name } owner { name } stage { name } lines { amount product { name } } } } }";
    private static final String DEEP =
            "{ opportunities(first: 10) { nodes { id name account { name owner { name manager { name } } } owner { name team { name parent { name } } } stage { name } lines { amount product { name } } changes { kind at by { name } } } } }";
    private static final String CUSTOMER =
            "query($id: ID!) { customer360(id: $id) { account { name owner { name } } contacts { name } opportunities { name amount { amount } } quotes { number } contracts { number } receivables { currency above90 } receipts { number } interactions { subject happenedAt } tasks { subject dueAt } } }";
    private static final String DAY =
            "{ myDay { date tasks { subject dueAt } approvals { subject } followups { name } newLeads { name } lateOpportunities { name closeOn } } }";
    private static final String OPPORTUNITIES =
            "{ opportunities(first: 20, orderBy: { field: CLOSE_ON }) { nodes { id name closeOn amount { amount } account { name } owner { name } stage { name } } pageInfo { hasNextPage endCursor } } }";
    private static final String INTERACTIONS =
            "{ myInteractions(first: 20) { nodes { id kind subject happenedAt } pageInfo { hasNextPage endCursor } } }";
    private static final String CREATE =
            "mutation($input: CreateAccountInput!) { createAccount(input: $input) { account { id version } userErrors { code } } }";

    /** An operation that is asked in the same words every time. */
    private Operation(String name, String scope, byte[] body) {
        this(name, scope, () -> body);
    }

    byte[] body() {
        return bodies.get();
    }

    static Operation list(String scope) {
        return new Operation(
                "20 accounts by name, scope " + scope, scope, Caller.body(LIST, Map.of()));
    }

    static Operation newest(String scope) {
        return new Operation(
                "20 newest accounts, scope " + scope,
                scope,
                Caller.body(
                        LIST.replace("field: NAME", "field: CREATED_AT, direction: DESC"),
                        Map.of()));
    }

    static Operation nextToClose(String scope) {
        return new Operation(
                "20 opportunities to close, scope " + scope,
                scope,
                Caller.body(OPPORTUNITIES, Map.of()));
    }

    static Operation newestOpportunities(String scope) {
        return new Operation(
                "20 newest opportunities, scope " + scope,
                scope,
                Caller.body(
                        OPPORTUNITIES.replace(
                                "field: CLOSE_ON", "field: CREATED_AT, direction: DESC"),
                        Map.of()));
    }

    static Operation interactions() {
        return new Operation("20 interactions of mine", "own", Caller.body(INTERACTIONS, Map.of()));
    }

    /** Accounts have no list of their own yet; opportunities have lines. */
    static Operation nested() {
        return new Operation("20 opportunities x 5 lines", "all", Caller.body(NESTED, Map.of()));
    }

    static Operation deep() {
        return new Operation("10 opportunities, 4 levels", "all", Caller.body(DEEP, Map.of()));
    }

    static Operation pageAfter(String name, String cursor) {
        return new Operation(
                name,
                "all",
                Caller.body(
                        LIST.replace("first: 20", "first: 20, after: $after")
                                .replaceFirst("^\\{", "query(\\$after: String) {"),
                        Map.of("after", cursor)));
    }

    /** Another customer each time, of those with contacts, opportunities and interactions. */
    static Operation customer() {
        return new Operation(
                "customer360",
                "all",
                () ->
                        Caller.body(
                                CUSTOMER,
                                Map.of(
                                        "id",
                                        "acc_"
                                                + Long.toString(
                                                        ThreadLocalRandom.current()
                                                                .nextLong(1, BigCompany.CUSTOMERS),
                                                        36))));
    }

    static Operation day() {
        return new Operation("myDay", "own", Caller.body(DAY, Map.of()));
    }

    /** Each with a name of its own: a second account of one name is refused. */
    static Operation creation() {
        return new Operation(
                "createAccount",
                "all",
                () ->
                        Caller.body(
                                CREATE,
                                Map.of("input", Map.of("name", "Measured " + UUID.randomUUID()))));
    }
}
