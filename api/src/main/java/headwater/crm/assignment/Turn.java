package headwater.crm.assignment;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whose turn it is.
 *
 * @param lastUserId who got the last lead; null at first
 * @param credits WEIGHTED: how much each candidate is owed
 */
public record Turn(@Nullable Long lastUserId, Map<Long, Integer> credits) {
    public static final Turn FIRST = new Turn(null, Map.of());

    /** A choice, and whose turn it is after it. */
    public record Choice(Candidate candidate, Turn next) {}

    /**
     * @param free those who can get a lead now, at least one
     */
    Choice choose(AssignmentRule.Strategy strategy, List<Candidate> free) {
        Candidate chosen =
                switch (strategy) {
                    case ROUND_ROBIN, REGION_MAP -> next(free);
                    case LEAST_LOADED -> leastLoaded(free);
                    case FIXED, STICKY -> free.getFirst();
                    case WEIGHTED -> mostOwed(free);
                };
        return new Choice(
                chosen,
                new Turn(
                        chosen.userId(),
                        strategy == AssignmentRule.Strategy.WEIGHTED
                                ? owedAfter(free, chosen)
                                : credits));
    }

    /**
     * The one after the last in the order of keys: among those who stay free nobody is ever more
     * than one ahead of another.
     */
    private Candidate next(List<Candidate> free) {
        List<Candidate> inOrder =
                free.stream().sorted(Comparator.comparing(Candidate::userId)).toList();
        return inOrder.stream()
                .filter(each -> lastUserId == null || each.userId() > lastUserId)
                .findFirst()
                .orElse(inOrder.getFirst());
    }

    private Candidate leastLoaded(List<Candidate> free) {
        int least = free.stream().mapToInt(Candidate::holding).min().orElseThrow();
        return next(free.stream().filter(each -> each.holding() == least).toList());
    }

    private Candidate mostOwed(List<Candidate> free) {
        return free.stream()
                .max(
                        Comparator.comparing((Candidate each) -> owed(each) + each.weight())
                                .thenComparing(Candidate::userId, Comparator.reverseOrder()))
                .orElseThrow();
    }

    /** Each is owed his weight more, and the chosen one pays for all: the sum stays 0. */
    private Map<Long, Integer> owedAfter(List<Candidate> free, Candidate chosen) {
        Map<Long, Integer> owed = new HashMap<>();
        int total = 0;
        for (Candidate each : free) {
            owed.put(each.userId(), owed(each) + each.weight());
            total += each.weight();
        }
        owed.merge(chosen.userId(), -total, Integer::sum);
        return owed;
    }

    private int owed(Candidate candidate) {
        return credits.getOrDefault(candidate.userId(), 0);
    }
}
