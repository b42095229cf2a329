package headwater.importer.command;

import headwater.importer.mapping.Entity;
import headwater.importer.server.Outcome;

import org.jspecify.annotations.Nullable;

import java.io.PrintStream;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How many rows became what, by entity. */
final class Tally {
    private final Map<Entity, Map<Outcome, Long>> counts = new LinkedHashMap<>();
    private @Nullable String consistencyToken;

    void count(Entity entity, Outcome outcome) {
        counts.computeIfAbsent(entity, any -> new EnumMap<>(Outcome.class))
                .merge(outcome, 1L, Long::sum);
    }

    /** The position after the latest batch. */
    void reached(@Nullable String token) {
        consistencyToken = token == null ? consistencyToken : token;
    }

    boolean anyRefused() {
        return counts.values().stream().anyMatch(each -> each.containsKey(Outcome.REFUSED));
    }

    void print(PrintStream out) {
        out.printf(
                Locale.ROOT, "%-14s %12s %14s %10s%n", "", "created", "already there", "refused");
        counts.forEach(
                (entity, each) ->
                        out.printf(
                                Locale.ROOT,
                                "%-14s %,12d %,14d %,10d%n",
                                entity.key(),
                                each.getOrDefault(Outcome.CREATED, 0L),
                                each.getOrDefault(Outcome.EXISTING, 0L),
                                each.getOrDefault(Outcome.REFUSED, 0L)));
        if (!anyRefused()) {
            out.println("All rows are in.");
        }
        if (consistencyToken != null) {
            out.println("Analytics have them after: " + consistencyToken);
        }
    }
}
