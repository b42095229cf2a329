package headwater.crm.calendar;

import java.util.Arrays;
import java.util.SortedMap;

/**
 * A quantity per day that repeats weekly, but for some special days, summed up over all days. Both
 * questions cost O(log special days).
 */
final class DailySum {
    private static final int DAYS = 7;
    private static final long A_MONDAY = 4;

    private final long[] ofWeekBefore = new long[DAYS + 1];
    private final long[] days;
    private final long[] values;
    private final long[] excessBefore;

    /**
     * @param week seven values from Monday on, none negative, at least one of them more than 0
     * @param special epoch days whose value is not their weekday's
     */
    DailySum(long[] week, SortedMap<Long, Long> special) {
        for (int weekday = 0; weekday < DAYS; weekday++) {
            ofWeekBefore[weekday + 1] = ofWeekBefore[weekday] + week[weekday];
        }
        if (ofWeekBefore[DAYS] <= 0) {
            throw new IllegalArgumentException("no weekday has any value");
        }
        days = special.keySet().stream().mapToLong(Long::longValue).toArray();
        values = special.values().stream().mapToLong(Long::longValue).toArray();
        excessBefore = new long[days.length + 1];
        for (int i = 0; i < days.length; i++) {
            excessBefore[i + 1] = excessBefore[i] + values[i] - week[weekday(days[i])];
        }
    }

    /** The sum of all days before an epoch day; 0 at a Monday that is only this class's affair. */
    long before(long day) {
        int found = Arrays.binarySearch(days, day);
        return ofWeeksBefore(day) + excessBefore[found < 0 ? -found - 1 : found];
    }

    /** The first epoch day at whose end the sum reaches a value. */
    long dayReaching(long sum) {
        int special = lastSpecialBefore(sum);
        if (special >= 0 && before(days[special]) + values[special] >= sum) {
            return days[special];
        }
        long ofWeeks = sum - excessBefore[special + 1];
        long week = Math.floorDiv(ofWeeks - 1, ofWeekBefore[DAYS]);
        long rest = ofWeeks - week * ofWeekBefore[DAYS];
        int weekday = 0;
        while (ofWeekBefore[weekday + 1] < rest) {
            weekday++;
        }
        return A_MONDAY + week * DAYS + weekday;
    }

    /** The last special day that begins below a sum; -1 if none does. */
    private int lastSpecialBefore(long sum) {
        int low = -1;
        int high = days.length;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (before(days[middle]) < sum) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private long ofWeeksBefore(long day) {
        return Math.floorDiv(day - A_MONDAY, DAYS) * ofWeekBefore[DAYS]
                + ofWeekBefore[weekday(day)];
    }

    private static int weekday(long day) {
        return Math.floorMod(day - A_MONDAY, DAYS);
    }
}
