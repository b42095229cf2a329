package headwater.crm.graphql;

import headwater.crm.shared.ImportResult;
import headwater.crm.shared.ImportResult.Outcome;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Refused;
import headwater.crm.shared.UserError;
import headwater.crm.shared.UserError.Code;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** The answer to an import: each row stands for itself. */
public record ImportPayload(List<ImportResult> results, List<UserError> userErrors) {
    private static final int MAX_ROWS = 500;

    /**
     * @param existing the keys of those externalIds that are there already
     * @param create stores one row in a transaction of its own and returns its key
     */
    public static <R> ImportPayload of(
            RecordType type,
            List<R> rows,
            Function<R, @Nullable String> externalIdOf,
            Function<List<String>, Map<String, Long>> existing,
            ToLongFunction<R> create) {
        if (rows.size() > MAX_ROWS) {
            return refused("rows: at most %d at a time, not %d.".formatted(MAX_ROWS, rows.size()));
        }
        if (rows.stream().anyMatch(row -> externalIdOf.apply(row) == null)) {
            return refused("rows: every row needs an externalId, so that it can be sent again.");
        }
        List<ImportResult> results = new ArrayList<>();
        Map<String, Long> knownIds =
                new HashMap<>(
                        existing.apply(
                                rows.stream()
                                        .map(row -> String.valueOf(externalIdOf.apply(row)))
                                        .toList()));
        for (R row : rows) {
            String externalId = String.valueOf(externalIdOf.apply(row));
            Long known = knownIds.get(externalId);
            if (known != null) {
                results.add(
                        new ImportResult(
                                externalId, Outcome.EXISTING, type.encode(known), List.of()));
                continue;
            }
            try {
                long made = create.applyAsLong(row);
                knownIds.put(externalId, made);
                results.add(
                        new ImportResult(
                                externalId, Outcome.CREATED, type.encode(made), List.of()));
            } catch (Refused refused) {
                results.add(new ImportResult(externalId, Outcome.REFUSED, null, refused.errors()));
            }
        }
        return new ImportPayload(results, List.of());
    }

    private static ImportPayload refused(String message) {
        return new ImportPayload(
                List.of(), List.of(new UserError(Code.INVALID, List.of("input", "rows"), message)));
    }
}
