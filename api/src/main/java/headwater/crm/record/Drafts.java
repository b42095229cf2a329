package headwater.crm.record;

import headwater.crm.shared.Change;

import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes drafts out of drafts, component by component. */
public final class Drafts {
    private Drafts() {}

    /** Names of the components. */
    public static Set<String> fields(Class<?> draft) {
        return Arrays.stream(draft.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
    }

    /**
     * The change that takes some components from another draft. Where null is given for one that
     * cannot be empty, what was before stays.
     *
     * @param given names of the components to take; others are ignored
     */
    public static <D extends Record> Change<D> taking(Collection<String> given, D from) {
        Set<String> taken =
                given.stream()
                        .filter(fields(from.getClass())::contains)
                        .collect(Collectors.toSet());
        return new Change<>(
                taken,
                before ->
                        with(
                                before,
                                component ->
                                        taken.contains(component.getName())
                                                        && !(value(component, from) == null
                                                                && !isNullable(component))
                                                ? value(component, from)
                                                : value(component, before)));
    }

    /** The change of single components to given values. */
    public static <D extends Record> Change<D> setting(Map<String, ?> values) {
        return new Change<>(
                values.keySet(),
                before ->
                        with(
                                before,
                                component ->
                                        values.containsKey(component.getName())
                                                ? values.get(component.getName())
                                                : value(component, before)));
    }

    /** Whether two drafts say the same but for one component. */
    public static <D extends Record> boolean differOnlyIn(String component, D one, D other) {
        return Arrays.stream(one.getClass().getRecordComponents())
                .filter(each -> !each.getName().equals(component))
                .allMatch(each -> Objects.equals(value(each, one), value(each, other)));
    }

    private interface Source {
        @Nullable Object of(RecordComponent component);
    }

    @SuppressWarnings("unchecked") // the canonical constructor of a draft makes such a draft
    private static <D extends Record> D with(D before, Source source) {
        RecordComponent[] components = before.getClass().getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        @Nullable Object[] values = Arrays.stream(components).map(source::of).toArray();
        try {
            Constructor<?> canonical = before.getClass().getDeclaredConstructor(types);
            ReflectionUtils.makeAccessible(canonical);
            return (D) canonical.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static @Nullable Object value(RecordComponent component, Record draft) {
        ReflectionUtils.makeAccessible(component.getAccessor());
        return ReflectionUtils.invokeMethod(component.getAccessor(), draft);
    }
}
