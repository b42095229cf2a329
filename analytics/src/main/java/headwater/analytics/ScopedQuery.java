package headwater.analytics;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Puts the asker's scope inside the scans of a question, and refuses a question without any. */
final class ScopedQuery {

    /** The parameter that holds the owners of the scope. */
    static final String OWNERS = "scopeOwners";

    /** The parameter that holds the opportunities that are in the scope by themselves. */
    static final String SHARED = "scopeShared";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");
    private static final Pattern DATABASE =
            Pattern.compile(
                    "\\b(cdc|bi|system|information_schema)[`\"]?\\s*\\.", Pattern.CASE_INSENSITIVE);

    private ScopedQuery() {}

    static Query of(String question, Query query, Scope scope) {
        var direct = DATABASE.matcher(query.sql());
        if (direct.find()) {
            throw new QuestionRefused(
                    "Question %s reads database %s by itself; it should read placeholders only"
                            .formatted(question, direct.group(1)));
        }
        var placeholders = PLACEHOLDER.matcher(query.sql());
        boolean scoped =
                placeholders.results().anyMatch(found -> scan(question, found.group(1)).isScoped());
        if (!scoped) {
            throw new QuestionRefused(
                    "Question %s reads no scoped table; it should read one of {opportunity},"
                                    .formatted(question)
                            + " {opportunity_change}, {opportunity_line}");
        }
        String sql =
                PLACEHOLDER
                        .matcher(query.sql())
                        .replaceAll(found -> scan(question, found.group(1)).sql(scope));
        Map<String, Object> parameters = new HashMap<>(query.parameters());
        if (scope instanceof Scope.Some(var owners, var ids)) {
            parameters.put(OWNERS, owners);
            parameters.put(SHARED, ids);
        }
        return new Query(sql, parameters);
    }

    private static Scan scan(String question, String placeholder) {
        return Scan.named(placeholder)
                .orElseThrow(
                        () ->
                                new QuestionRefused(
                                        "Question %s reads {%s}, which is no table it may read"
                                                .formatted(question, placeholder)));
    }
}
