package headwater.crm.graphql;

import headwater.crm.shared.Change;

import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.ArgumentValue;
import org.springframework.util.ReflectionUtils;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Reads the fields of update inputs, where left out and null are two things. */
public final class Given {
    private Given() {}

    /** What was given, null included; what was before when it was left out. */
    public static <T> @Nullable T or(ArgumentValue<T> given, @Nullable T before) {
        return given.isOmitted() ? before : given.value();
    }

    /**
     * The change that an update input means: its fields of type {@link ArgumentValue} are those
     * that can be given.
     */
    public static <D> Change<D> change(Record input, UnaryOperator<D> apply) {
        return new Change<>(
                Arrays.stream(input.getClass().getRecordComponents())
                        .filter(
                                component ->
                                        value(component, input) instanceof ArgumentValue<?> value
                                                && !value.isOmitted())
                        .map(RecordComponent::getName)
                        .collect(Collectors.toSet()),
                apply);
    }

    private static @Nullable Object value(RecordComponent component, Record input) {
        ReflectionUtils.makeAccessible(component.getAccessor());
        return ReflectionUtils.invokeMethod(component.getAccessor(), input);
    }

    /** For fields that cannot be emptied: null leaves what was before, too. */
    public static <T> T orKept(ArgumentValue<T> given, T before) {
        return given.asOptional().orElse(before);
    }
}
