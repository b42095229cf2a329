package headwater.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * From the return of COMMIT until an analyst's query shows the row, on an otherwise idle system, in
 * one clock: until the first query that sees it is sent, because then it could be queried, and
 * until that query's answer is here. The floor is what the query costs when the row is there
 * already.
 */
final class Visibility {
    private static final int WARM_UP = 200;

    private final MeasuredSystem system;

    Visibility(MeasuredSystem system) {
        this.system = system;
    }

    List<String> measure(int commits) throws SQLException, IOException, InterruptedException {
        long[] queryable = new long[commits];
        long[] visible = new long[commits];
        long[] floor = new long[commits];
        Random pause = new Random(1);
        try (Connection connection = system.connect()) {
            connection.setAutoCommit(false);
            for (int i = -WARM_UP; i < commits; i++) {
                Thread.sleep(100 + pause.nextInt(150));
                long id = insert(connection, i);
                long committed = System.nanoTime();
                String question =
                        "SELECT count() FROM bi.currency_rate WHERE currency_rate_id = " + id;
                // A pause between looks, so that the looking does not take the processor from what
                // it waits for.
                long sent = System.nanoTime();
                while (!system.ask(question).equals("1")) {
                    Thread.sleep(1);
                    sent = System.nanoTime();
                }
                long seen = System.nanoTime();
                system.ask(question);
                if (i >= 0) {
                    queryable[i] = sent - committed;
                    visible[i] = seen - committed;
                    floor[i] = System.nanoTime() - seen;
                }
            }
        }
        return List.of(
                "commit to queryable, ms   " + percentiles(queryable),
                "commit to answer, ms      " + percentiles(visible),
                "the query alone, ms       " + percentiles(floor));
    }

    private static long insert(Connection connection, int number) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                """
                                insert into crm.currency_rate (currency, valid_on, rate)
                                values ('USD', date '1900-01-01' + %d, 7) returning currency_rate_id
                                """
                                        .formatted(number + WARM_UP))) {
            row.next();
            long id = row.getLong(1);
            connection.commit();
            return id;
        }
    }

    private static String percentiles(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return "p50 %s  p95 %s  p99 %s  max %s  (n = %d)"
                .formatted(
                        millis(sorted, 0.50),
                        millis(sorted, 0.95),
                        millis(sorted, 0.99),
                        millis(sorted, 1),
                        sorted.length);
    }

    private static String millis(long[] sorted, double quantile) {
        int index = (int) Math.ceil(quantile * sorted.length) - 1;
        return String.format(Locale.ROOT, "%.1f", sorted[Math.max(index, 0)] / 1e6);
    }
}
