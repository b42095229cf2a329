package headwater.crm.opportunity;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/**
 * An opportunity that has stood in its stage for too long.
 *
 * @param since when it came in
 * @param dueAt when it had been there too long, for the first time or again
 * @param times how often its owner has learned of it already
 */
record Stay(
        long opportunityId,
        String name,
        long ownerId,
        String stage,
        Instant since,
        Instant dueAt,
        int times,
        @Nullable Integer repeatDays) {

    /** Days of 24 hours after an instant. */
    static Instant days(Instant from, int days) {
        return from.plus(Duration.ofDays(days));
    }

    /** When he learns of it next; null for never. */
    @Nullable Instant next(Instant now) {
        if (repeatDays == null) {
            return null;
        }
        Instant next = days(dueAt, repeatDays);
        // What was missed while nothing ran is told once.
        return next.isAfter(now) ? next : days(now, repeatDays);
    }
}
