package headwater.crm.graphql;

import headwater.crm.shared.Refused;
import headwater.crm.shared.UserError;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Supplier;

/**
 * What every mutation answers with.
 *
 * @param record the record after the change; null when it was refused
 */
public record Payload<T>(@Nullable T record, List<UserError> userErrors) {

    /** Turns a refusal into userErrors; whatever else is thrown stays an error. */
    public static <T> Payload<T> of(Supplier<? extends @Nullable T> change) {
        try {
            return new Payload<>(change.get(), List.of());
        } catch (Refused refused) {
            return new Payload<>(
                    null, refused.errors().stream().map(error -> error.within("input")).toList());
        }
    }
}
