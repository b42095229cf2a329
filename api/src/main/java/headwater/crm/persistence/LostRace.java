package headwater.crm.persistence;

import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** That PostgreSQL gave up a transaction for another one, and it may be tried again. */
final class LostRace {
    /** serialization_failure and deadlock_detected. */
    private static final Set<String> STATES = Set.of("40001", "40P01");

    private static final long MILLISECONDS = 400;

    private LostRace() {}

    static boolean isCauseOf(Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (each instanceof SQLException sql && STATES.contains(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Longer each time, and never as long as the other does, or the two meet again. The caller
     * waits for his answer, so no schedule would serve him; he holds no connection meanwhile.
     */
    static void letTheOtherPass(int attempt) {
        long most = MILLISECONDS * attempt;
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(most / 2, most));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
