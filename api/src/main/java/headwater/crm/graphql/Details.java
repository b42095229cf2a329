package headwater.crm.graphql;

import headwater.crm.shared.Identified;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What hangs on the records of a page, read by one statement for all of them. */
public final class Details {
    private Details() {}

    /** Each record with its own details, in their order; none for a record without any. */
    public static <T extends Identified, D> Map<T, List<D>> of(
            List<T> records, List<D> details, Function<D, Long> recordId) {
        Map<Long, List<D>> byRecord = details.stream().collect(Collectors.groupingBy(recordId));
        return records.stream()
                .collect(
                        Collectors.toMap(
                                Function.identity(),
                                record -> byRecord.getOrDefault(record.id(), List.of()),
                                (first, second) -> first));
    }

    /** Each record with others that it names by their keys; without those that cannot be seen. */
    public static <T, R extends Identified> Map<T, List<R>> named(
            List<T> records, Function<T, List<Long>> keys, Function<Set<Long>, List<R>> byIds) {
        Set<Long> all =
                records.stream()
                        .flatMap(record -> keys.apply(record).stream())
                        .collect(Collectors.toSet());
        Map<Long, R> found =
                all.isEmpty()
                        ? Map.of()
                        : byIds.apply(all).stream()
                                .collect(Collectors.toMap(Identified::id, Function.identity()));
        return records.stream()
                .collect(
                        Collectors.toMap(
                                Function.identity(),
                                record ->
                                        keys.apply(record).stream()
                                                .filter(found::containsKey)
                                                .<R>map(found::get)
                                                .toList(),
                                (first, second) -> first));
    }
}
