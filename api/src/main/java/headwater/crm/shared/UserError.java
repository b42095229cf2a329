package headwater.crm.shared;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * What a caller can mend.
 *
 * @param field path into the mutation's input; null when no single field is to blame
 * @param duplicates the records that speak against it, at most 20; empty for other codes
 */
public record UserError(
        Code code, @Nullable List<String> field, String message, List<DuplicateHit> duplicates) {

    public UserError(Code code, @Nullable List<String> field, String message) {
        this(code, field, message, List.of());
    }

    /** The kinds, as schema.graphqls names them. */
    public enum Code {
        REQUIRED,
        INVALID,
        TAKEN,
        REFERENCE_NOT_FOUND,
        REFERENCE_AMBIGUOUS,
        WRONG_CREDENTIALS,
        TOO_MANY_ATTEMPTS,
        SESSION_ENDED,
        NOT_PERMITTED,
        WRONG_STATE,
        MISSING_RATE,
        KEY_REUSED,
        IN_USE,
        CONFLICT,
        NOT_FOUND,
        ALREADY_CLAIMED,
        DAILY_LIMIT,
        HOLD_LIMIT,
        LOCK_LIMIT,
        COOL_DOWN,
        EMBARGO,
        DUPLICATE,
        POSSIBLE_DUPLICATE,
        INVALID_USCC,
        EXCEEDS_OPEN_AMOUNT,
        STAGE_GATE_UNMET
    }

    /** The same error, seen from one level further out. */
    public UserError within(String... prefix) {
        var path = new ArrayList<>(List.of(prefix));
        if (field != null) {
            path.addAll(field);
        }
        return new UserError(code, path, message, duplicates);
    }
}
