package headwater.crm.shared;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What became of one imported row.
 *
 * @param id typed id of the record; null when refused
 */
public record ImportResult(
        String externalId, Outcome outcome, @Nullable String id, List<UserError> userErrors) {

    /** What can become of a row. */
    public enum Outcome {
        CREATED,
        EXISTING,
        REFUSED
    }
}
