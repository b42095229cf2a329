package headwater.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The statements of requests, as PostgreSQL's own log has them: {@code log_statement = all}. */
final class StatementLog {
    private static final Pattern ENTRY =
            Pattern.compile(
                    "^\\S+ \\S+ \\S+ \\[(\\d+)] (?:LOG:  execute [^:]*: (.*?)|DETAIL:  (?i:parameters): (.*?))(?=^\\S|\\z)",
                    Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern PARAMETER =
            Pattern.compile("\\$(\\d+) = (NULL|'(?:[^']++|'')*+')");
    private static final Set<String> FRAMES =
            Set.of("BEGIN", "COMMIT", "ROLLBACK", "BEGIN READ ONLY");

    private final MeasuredSystem system;
    private final Path log;

    StatementLog(MeasuredSystem system) {
        this.system = system;
        this.log = system.data().resolve("log").resolve("postgres.log");
    }

    /**
     * @param backend process id
     * @param values as literals of SQL
     */
    record Statement(String backend, String sql, List<String> values) {
        /** With its values in place of the parameters. */
        String inlined() {
            String text = sql;
            for (int i = values.size(); i > 0; i--) {
                text = text.replace("$" + i, values.get(i - 1));
            }
            return text;
        }

        private boolean isFrame() {
            return FRAMES.contains(sql.strip()) || sql.startsWith("SET ");
        }
    }

    /** What one request makes the API ask; every request begins by asking for its Viewer. */
    List<Statement> of(Shot request) throws Exception {
        logged("all");
        long from = Files.size(log);
        boolean answered = request.fire();
        // The log is written behind the answer, and nothing tells when it is.
        Thread.sleep(200);
        logged("none");
        if (!answered) {
            throw new IOException("The request whose statements were to be counted was refused.");
        }
        byte[] all = Files.readAllBytes(log);
        List<Statement> statements =
                parse(new String(all, (int) from, all.length - (int) from, StandardCharsets.UTF_8));
        Set<String> backends =
                statements.stream()
                        .filter(s -> s.sql().contains("permission_version"))
                        .map(Statement::backend)
                        .collect(Collectors.toSet());
        return statements.stream()
                .filter(s -> backends.contains(s.backend()) && !s.isFrame())
                .toList();
    }

    private static List<Statement> parse(String text) {
        List<Statement> statements = new ArrayList<>();
        Matcher entry = ENTRY.matcher(text);
        while (entry.find()) {
            if (entry.group(2) != null) {
                statements.add(new Statement(entry.group(1), entry.group(2).strip(), List.of()));
            } else if (!statements.isEmpty()) {
                Statement last = statements.removeLast();
                statements.add(new Statement(last.backend(), last.sql(), values(entry.group(3))));
            }
        }
        return statements;
    }

    private static List<String> values(String parameters) {
        var values = new TreeMap<Integer, String>();
        Matcher parameter = PARAMETER.matcher(parameters);
        while (parameter.find()) {
            values.put(Integer.valueOf(parameter.group(1)), parameter.group(2));
        }
        return List.copyOf(values.values());
    }

    private void logged(String which) throws SQLException, InterruptedException {
        try (Connection connection = system.connect();
                var statement = connection.createStatement()) {
            statement.execute("alter system set log_statement = '" + which + "'");
            statement.execute("select pg_reload_conf()");
        }
        // Backends take a new setting when they next look, and none of them says so.
        Thread.sleep(300);
    }
}
