package headwater.importer.server;

import headwater.importer.CannotRun;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What became of a batch.
 *
 * @param results one per row, in the rows' order
 * @param consistencyToken the position to wait for in analytics
 */
public record BatchAnswer(List<Result> results, @Nullable String consistencyToken) {
    /**
     * @param reason why it was refused, else empty
     */
    public record Result(Outcome outcome, String reason) {}

    static BatchAnswer read(JsonNode payload, String mutation, int rows) {
        String refused = reasons(payload.path("userErrors"));
        if (!refused.isEmpty()) {
            throw new CannotRun("The server refused a whole batch of " + mutation + ": " + refused);
        }
        List<Result> results = new ArrayList<>();
        for (JsonNode result : payload.path("results")) {
            String outcome = result.path("outcome").asString("").toUpperCase(Locale.ROOT);
            results.add(new Result(Outcome.valueOf(outcome), reasons(result.path("userErrors"))));
        }
        if (results.size() != rows) {
            throw new CannotRun(
                    "The server answered %d results for %d rows of %s."
                            .formatted(results.size(), rows, mutation));
        }
        return new BatchAnswer(results, payload.path("consistencyToken").asString(null));
    }

    /** All errors in one line: {@code opportunity.owner: There is no such user.} */
    static String reasons(JsonNode userErrors) {
        List<String> reasons = new ArrayList<>();
        for (JsonNode error : userErrors) {
            List<String> field = new ArrayList<>();
            error.path("field").forEach(part -> field.add(part.asString("")));
            String message = error.path("message").asString("");
            reasons.add(field.isEmpty() ? message : String.join(".", field) + ": " + message);
        }
        return String.join(" ", reasons);
    }
}
