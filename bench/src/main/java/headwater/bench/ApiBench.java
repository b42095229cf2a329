package headwater.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How fast the API answers over a million accounts, and what refusing costs it. */
final class ApiBench {
    private static final int CALLERS = 8;
    private static final int PAGES = 5_000;
    private static final Duration WARM_UP = Duration.ofSeconds(75);

    private final MeasuredSystem system;
    private final Report report;

    ApiBench(MeasuredSystem system, Report report) {
        this.system = system;
        this.report = report;
    }

    void run() throws Exception {
        People people = People.hire(system);
        new BigCompany(system).fill(people);
        awaitStream();
        people.signIn();
        List<Operation> operations = new ArrayList<>();
        for (String scope : People.ROLES.keySet()) {
            operations.add(Operation.list(scope));
            operations.add(Operation.nextToClose(scope));
        }
        operations.addAll(
                List.of(
                        Operation.nested(),
                        Operation.deep(),
                        Operation.interactions(),
                        Operation.customer(),
                        Operation.day(),
                        Operation.creation()));
        operations.add(
                Operation.pageAfter(
                        "page %,d of 20 accounts".formatted(PAGES), cursorBefore(people, PAGES)));
        warmUp(people, operations);
        new PlanTable(system, people, report).measure();
        new OperationTable(system, people, report).measure(operations);
        people.signIn();
        new AttackTable(people, Processor.of(system), report, Operation.list("all").body())
                .measure();
    }

    /** The stream takes processor time until it has read what was written. */
    private void awaitStream() throws SQLException, InterruptedException {
        try (Connection connection = system.connect();
                var statement = connection.createStatement()) {
            String sql =
                    "select coalesce(bool_and(confirmed_flush_lsn >= pg_current_wal_lsn() - 1000000), true) from pg_replication_slots";
            boolean read = false;
            for (int second = 0; second < 900 && !read; second++) {
                // Looked at, not waited for: the slot has no event, and looking often would cost it
                // time.
                Thread.sleep(1000);
                try (var rows = statement.executeQuery(sql)) {
                    rows.next();
                    read = rows.getBoolean(1);
                }
            }
            report.say("The stream %s the company.", read ? "has read" : "is still reading");
        }
    }

    /** Of the row before a page of 20, walked to by a hundred at a time. */
    private static String cursorBefore(People people, int page)
            throws IOException, InterruptedException {
        String after = null;
        for (int rows = 0; rows < (page - 1) * 20; rows += 100) {
            int size = Math.min(100, (page - 1) * 20 - rows);
            Map<String, Object> variables = new HashMap<>();
            variables.put("first", size);
            variables.put("after", after);
            after =
                    people.next("all")
                            .ask(
                                    "query($first: Int!, $after: String) { accounts(first: $first, after: $after, orderBy: { field: NAME }) { pageInfo { endCursor } } }",
                                    variables)
                            .at("/accounts/pageInfo/endCursor")
                            .asString();
        }
        return String.valueOf(after);
    }

    private static void warmUp(People people, List<Operation> operations)
            throws InterruptedException {
        Load.during(
                WARM_UP,
                CALLERS,
                caller -> {
                    int[] turn = {caller};
                    return () -> {
                        Operation next = operations.get(turn[0]++ % operations.size());
                        return people.next(next.scope()).asks(next.body());
                    };
                });
    }
}
