package headwater.crm.contract;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/** When people are reminded of an instalment: before it is due, on the day, and afterwards. */
final class Reminder {
    /** In days from the due date. */
    static final List<Integer> DAYS = List.of(-7, -3, 0, 1, 7, 15);

    private static final LocalTime MORNING = LocalTime.of(9, 0);

    private Reminder() {}

    static Instant at(LocalDate due, int days, ZoneId zone) {
        return due.plusDays(days).atTime(MORNING).atZone(zone).toInstant();
    }

    /** The next one after an instant; null when there is none any more. */
    static @Nullable Instant after(Instant now, LocalDate due, ZoneId zone) {
        return DAYS.stream()
                .map(days -> at(due, days, zone))
                .filter(at -> at.isAfter(now))
                .findFirst()
                .orElse(null);
    }

    /** Which of the days it is now: the last whose time has come; null before the first. */
    static @Nullable Integer now(Instant now, LocalDate due, ZoneId zone) {
        return DAYS.reversed().stream()
                .filter(days -> !at(due, days, zone).isAfter(now))
                .findFirst()
                .orElse(null);
    }
}
