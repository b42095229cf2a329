package headwater.crm.shared;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Collects all that speaks against a change, so that the caller learns it at once. */
public final class Violations {
    private final List<UserError> errors = new ArrayList<>();

    public Violations add(UserError.Code code, String message, String... field) {
        errors.add(new UserError(code, field.length == 0 ? null : List.of(field), message));
        return this;
    }

    public void add(UserError error) {
        errors.add(error);
    }

    public void invalidIf(boolean wrong, String message, String... field) {
        if (wrong) {
            add(UserError.Code.INVALID, message, field);
        }
    }

    /** A text that must hold something other than white space. */
    public void requireText(@Nullable String text, String field) {
        if (text == null || text.isBlank()) {
            add(UserError.Code.REQUIRED, field + " must not be empty.", field);
        } else {
            limit(text, field);
        }
    }

    /** No text of a record is longer than 10,000 characters. */
    public void limit(@Nullable String text, String field) {
        invalidIf(
                text != null && text.length() > 10_000,
                field + " is longer than 10,000 characters.",
                field);
    }

    /** An amount of money that is not negative and has at most two decimals. */
    public void amount(@Nullable BigDecimal amount, String... field) {
        invalidIf(
                amount != null && (amount.signum() < 0 || amount.stripTrailingZeros().scale() > 2),
                "%s must be at least 0, with at most 2 decimals, but is %s."
                        .formatted(field[field.length - 1], amount),
                field);
    }

    /**
     * What a lookup found; asked for only after {@link #refuse}, when a missing one has been
     * refused.
     */
    public static <T> T present(@Nullable T found) {
        if (found == null) {
            throw new IllegalStateException("a missing reference was not refused");
        }
        return found;
    }

    public boolean any() {
        return !errors.isEmpty();
    }

    /**
     * @throws Refused if anything was added
     */
    public void refuse() {
        if (any()) {
            throw new Refused(errors);
        }
    }
}
