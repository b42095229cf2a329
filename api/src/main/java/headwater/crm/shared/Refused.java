package headwater.crm.shared;

import java.util.List;

/**
 * A change that the rules do not allow; rolls its transaction back and reaches the caller as
 * userErrors.
 */
public final class Refused extends RuntimeException {
    private final transient List<UserError> errors;

    public Refused(List<UserError> errors) {
        super(errors.toString());
        this.errors = List.copyOf(errors);
    }

    public Refused(UserError.Code code, String message, String... field) {
        this(List.of(new UserError(code, field.length == 0 ? null : List.of(field), message)));
    }

    public List<UserError> errors() {
        return errors;
    }
}
