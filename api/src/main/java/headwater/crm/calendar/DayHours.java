package headwater.crm.calendar;

import headwater.crm.calendar.WorkingHours.Interval;
import headwater.crm.shared.Violations;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Hours of one day as people write them: {@code 09:00} to {@code 12:00}.
 *
 * @param to up to {@code 24:00}
 */
public record DayHours(String from, String to) {
    static final int MOST_PER_DAY = 12;

    private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):([0-5]\\d)|(24):(00)");

    static DayHours of(int fromMinute, int toMinute) {
        return new DayHours(text(fromMinute), text(toMinute));
    }

    /** Minute of the day at which they begin. */
    int fromMinute() {
        return minute(from);
    }

    int toMinute() {
        return minute(to);
    }

    Interval interval() {
        return new Interval(fromMinute(), toMinute());
    }

    static WorkingHours working(List<DayHours> hours) {
        return new WorkingHours(sorted(hours).stream().map(DayHours::interval).toList());
    }

    /**
     * Adds what is wrong with the hours of one day.
     *
     * @param day what to call it
     */
    static void validate(List<DayHours> hours, String day, Violations violations, String... field) {
        List<DayHours> right = new ArrayList<>();
        for (DayHours each : hours) {
            boolean readable =
                    TIME.matcher(each.from()).matches() && TIME.matcher(each.to()).matches();
            if (readable && each.fromMinute() < each.toMinute()) {
                right.add(each);
            } else {
                violations.invalidIf(
                        true,
                        "%s: \"%s\" to \"%s\" are no hours; such are 09:00 to 12:00, up to 24:00."
                                .formatted(day, each.from(), each.to()),
                        field);
            }
        }
        violations.invalidIf(
                hours.size() > MOST_PER_DAY,
                "%s has %d intervals; at most %d.".formatted(day, hours.size(), MOST_PER_DAY),
                field);
        validateOrder(sorted(right), day, violations, field);
    }

    private static void validateOrder(
            List<DayHours> sorted, String day, Violations violations, String... field) {
        for (int i = 1; i < sorted.size(); i++) {
            DayHours before = sorted.get(i - 1);
            DayHours after = sorted.get(i);
            violations.invalidIf(
                    after.fromMinute() < before.toMinute(),
                    "%s: %s-%s and %s-%s overlap."
                            .formatted(day, before.from, before.to, after.from, after.to),
                    field);
        }
    }

    private static List<DayHours> sorted(List<DayHours> hours) {
        return hours.stream().sorted(Comparator.comparingInt(DayHours::fromMinute)).toList();
    }

    private static int minute(String text) {
        return Integer.parseInt(text, 0, 2, 10) * 60 + Integer.parseInt(text, 3, 5, 10);
    }

    private static String text(int minute) {
        return "%02d:%02d".formatted(minute / 60, minute % 60);
    }
}
