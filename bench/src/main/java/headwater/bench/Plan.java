package headwater.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How PostgreSQL finds the rows of a statement. */
record Plan(String text) {
    private static final Pattern INDEX =
            Pattern.compile("(?:using|Bitmap Index Scan on) (\\S+)(?: on (\\S+))?");

    /** A sort, its key and method, and how many rows came into it. */
    private static final Pattern SORT =
            Pattern.compile(
                    "Sort \\(actual[^\n]*\n\\s*Sort Key[^\n]*\n\\s*Sort Method[^\n]*\n\\s*->[^\n]* rows=([\\d.]+)");

    private static final Pattern TIME = Pattern.compile("Execution Time: ([\\d.]+) ms");

    static Plan of(Connection connection, String sql) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "explain (analyze, costs off, buffers off) " + sql)) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return new Plan(String.join("\n", lines));
    }

    /** The indexes of the listed records that it uses. */
    String indexes() {
        return INDEX.matcher(text)
                .results()
                .map(found -> found.group(1))
                .filter(name -> name.matches("(account|opportunity|interaction)_(by|of)_.*"))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    String millis() {
        Matcher time = TIME.matcher(text);
        return time.find() ? time.group(1) : "-";
    }

    /**
     * How many rows it sorts at most. A list that an index finds in order sorts none but the rows
     * that are shared with the viewer.
     */
    long sorted() {
        return SORT.matcher(text)
                .results()
                .mapToLong(found -> (long) Double.parseDouble(found.group(1)))
                .max()
                .orElse(0);
    }

    boolean readsAll() {
        return text.matches("(?s).*Seq Scan on (account|opportunity|interaction)\\b.*");
    }
}
