package headwater.crm.calendar;

import java.time.LocalTime;
import java.util.List;

/**
 * The intervals of one day in which work is done, by wall clock.
 *
 * @param intervals in order, neither overlapping nor touching the next day; none on a day off
 */
public record WorkingHours(List<Interval> intervals) {
    private static final int MINUTES_PER_DAY = 24 * 60;

    public static final WorkingHours NONE = new WorkingHours(List.of());
    public static final WorkingHours WHOLE_DAY = of(new Interval(0, MINUTES_PER_DAY));

    /**
     * @param from minute of the day, inclusive, 0 to 1439
     * @param to minute of the day, exclusive, up to 1440, which is midnight at the day's end
     */
    public record Interval(int from, int to) {
        public Interval {
            if (from < 0 || to > MINUTES_PER_DAY || from >= to) {
                throw new IllegalArgumentException(
                        "minutes %d to %d are no interval of a day".formatted(from, to));
            }
        }

        /** An interval that ends on the same day. */
        public static Interval of(LocalTime from, LocalTime to) {
            return new Interval(from.toSecondOfDay() / 60, to.toSecondOfDay() / 60);
        }

        private int seconds() {
            return (to - from) * 60;
        }
    }

    public WorkingHours {
        intervals = List.copyOf(intervals);
        for (int i = 1; i < intervals.size(); i++) {
            if (intervals.get(i).from() < intervals.get(i - 1).to()) {
                throw new IllegalArgumentException("intervals overlap or are out of order");
            }
        }
    }

    public static WorkingHours of(Interval... intervals) {
        return new WorkingHours(List.of(intervals));
    }

    public boolean isEmpty() {
        return intervals.isEmpty();
    }

    int seconds() {
        return secondsBefore(MINUTES_PER_DAY * 60);
    }

    /** Working seconds from the day's start to a second of it. */
    int secondsBefore(int secondOfDay) {
        int sum = 0;
        for (Interval interval : intervals) {
            int passed = secondOfDay - interval.from() * 60;
            sum += Math.clamp(passed, 0, interval.seconds());
        }
        return sum;
    }

    /**
     * The first second of the day at which so much has been worked.
     *
     * @param worked 1 to {@link #seconds}
     */
    int secondReaching(int worked) {
        int left = worked;
        for (Interval interval : intervals) {
            if (left <= interval.seconds()) {
                return interval.from() * 60 + left;
            }
            left -= interval.seconds();
        }
        throw new IllegalArgumentException(
                "no day of %d s reaches %d".formatted(seconds(), worked));
    }
}
