package headwater.crm.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.assignment.AssignmentRule.Strategy;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** SPEC C1: who gets the next lead. */
class TurnTests {

    @Test
    void nobodyWhoStaysFreeIsEverMoreThanOneAhead() {
        Random random = new Random(11);
        for (int run = 0; run < 200; run++) {
            // 1 to 3 are always free, the others come and go.
            Map<Long, Integer> given = new HashMap<>();
            Turn turn = Turn.FIRST;
            for (int lead = 0; lead < 60; lead++) {
                List<Candidate> free = new ArrayList<>();
                for (long user = 1; user <= 6; user++) {
                    if (user <= 3 || random.nextBoolean()) {
                        free.add(candidate(user, 1, 0));
                    }
                }
                Turn.Choice choice = turn.choose(Strategy.ROUND_ROBIN, free);
                turn = choice.next();
                given.merge(choice.candidate().userId(), 1, Integer::sum);

                int most = Math.max(Math.max(of(given, 1), of(given, 2)), of(given, 3));
                int least = Math.min(Math.min(of(given, 1), of(given, 2)), of(given, 3));
                assertThat(most - least).as("after lead %d of run %d", lead, run).isLessThan(2);
            }
        }
    }

    @Test
    void weightsAreKeptExactlyOverAWholeRound() {
        List<Candidate> free = List.of(candidate(1, 5, 0), candidate(2, 3, 0), candidate(3, 2, 0));
        Map<Long, Integer> given = new HashMap<>();
        Turn turn = Turn.FIRST;

        for (int lead = 0; lead < 30; lead++) {
            Turn.Choice choice = turn.choose(Strategy.WEIGHTED, free);
            turn = choice.next();
            given.merge(choice.candidate().userId(), 1, Integer::sum);
        }

        assertThat(given).isEqualTo(Map.of(1L, 15, 2L, 9, 3L, 6));
    }

    @Test
    void theLeastLoadedGoFirstAndInTurnAmongThemselves() {
        List<Candidate> free = List.of(candidate(1, 1, 4), candidate(2, 1, 2), candidate(3, 1, 2));

        Turn.Choice first = Turn.FIRST.choose(Strategy.LEAST_LOADED, free);
        Turn.Choice second = first.next().choose(Strategy.LEAST_LOADED, free);

        assertThat(first.candidate().userId()).isEqualTo(2);
        assertThat(second.candidate().userId()).isEqualTo(3);
    }

    private static int of(Map<Long, Integer> given, long user) {
        return given.getOrDefault(user, 0);
    }

    private static Candidate candidate(long user, int weight, int holding) {
        return new Candidate(user, weight, List.of(), true, holding, 0);
    }
}
