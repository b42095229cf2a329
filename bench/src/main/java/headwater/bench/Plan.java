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

    /** The indexes of accounts that it uses. */
    String indexes() {
        return INDEX.matcher(text)
                .results()
                .map(found -> found.group(1))
                .filter(name -> name.startsWith("account"))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    String millis() {
        Matcher time = TIME.matcher(text);
        return time.find() ? time.group(1) : "-";
    }

    boolean sorts() {
        return text.contains("Sort Method");
    }

    boolean readsAllAccounts() {
        return text.contains("Seq Scan on account");
    }
}
