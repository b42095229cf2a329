package headwater.crm.graphql;

import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.ArgumentValue;

/** Reads the fields of update inputs, where left out and null are two things. */
public final class Given {
    private Given() {}

    /** What was given, null included; what was before when it was left out. */
    public static <T> @Nullable T or(ArgumentValue<T> given, @Nullable T before) {
        return given.isOmitted() ? before : given.value();
    }

    /** For fields that cannot be emptied: null leaves what was before, too. */
    public static <T> T orKept(ArgumentValue<T> given, T before) {
        return given.asOptional().orElse(before);
    }
}
