package headwater.crm.calendar;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * When work is done, and the arithmetic of working time. A moment is worked if the wall clock of
 * the zone shows a time of that day's hours; where a clock is put forward or back, hours get
 * shorter or longer with it.
 *
 * <p>Every answer costs O(log n) in the number of special days and of changes of the zone's clock.
 * Immutable. Instants are taken at their whole second.
 */
public final class WorkingTime {
    private static final long SECONDS_PER_DAY = 86_400;

    private final ZoneId zone;
    private final Map<DayOfWeek, WorkingHours> week;
    private final Map<Long, WorkingHours> special = new TreeMap<>();
    private final DailySum seconds;
    private final DailySum workingDays;
    private final WallClock clock;

    /** Seconds worked by the wall clock in all earlier stretches, less where the stretch begins. */
    private final long[] shift;

    /**
     * @param week a weekday that is missing is off; at least one is not
     * @param special days whose hours are not their weekday's: holidays, make-up working days
     */
    public WorkingTime(
            ZoneId zone, Map<DayOfWeek, WorkingHours> week, Map<LocalDate, WorkingHours> special) {
        this.zone = zone;
        this.week = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            this.week.put(day, week.getOrDefault(day, WorkingHours.NONE));
        }
        special.forEach((day, hours) -> this.special.put(day.toEpochDay(), hours));
        this.seconds = sum(WorkingHours::seconds);
        this.workingDays = sum(hours -> hours.isEmpty() ? 0 : 1);
        this.clock = new WallClock(zone);
        this.shift = new long[clock.stretches()];
        for (int stretch = 1; stretch < shift.length; stretch++) {
            long start = clock.startOf(stretch);
            shift[stretch] = worked(start, stretch - 1) - byWallClock(start, stretch);
        }
    }

    /** Round the clock, on every day. */
    public static WorkingTime alwaysOpen(ZoneId zone) {
        var week = new EnumMap<DayOfWeek, WorkingHours>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            week.put(day, WorkingHours.WHOLE_DAY);
        }
        return new WorkingTime(zone, week, Map.of());
    }

    public ZoneId zone() {
        return zone;
    }

    /** The day of the calendar's zone on which an instant falls. */
    public LocalDate dayOf(Instant instant) {
        return instant.atZone(zone).toLocalDate();
    }

    public WorkingHours hoursOn(LocalDate day) {
        return hoursOn(day.toEpochDay());
    }

    /** Working seconds from one instant to another; negative if the second is the earlier. */
    public long businessSeconds(Instant from, Instant to) {
        return worked(to.getEpochSecond()) - worked(from.getEpochSecond());
    }

    /**
     * The first instant by which so much more has been worked: the end of a working day, never the
     * start of the next. The instant itself for 0.
     *
     * @param seconds 0 or more
     */
    public Instant addBusiness(Instant from, long seconds) {
        if (seconds < 0) {
            throw new IllegalArgumentException(seconds + " s cannot be added to a working day");
        }
        return seconds == 0
                ? from
                : Instant.ofEpochSecond(reaching(worked(from.getEpochSecond()) + seconds));
    }

    public boolean isOpenAt(Instant instant) {
        return businessSeconds(instant, instant.plusSeconds(1)) > 0;
    }

    public boolean isWorkingDay(LocalDate day) {
        return !hoursOn(day).isEmpty();
    }

    /**
     * The n-th working day after a day, or before it for a negative n; the day itself for 0, worked
     * or not.
     */
    public LocalDate addWorkingDays(LocalDate day, int days) {
        if (days == 0) {
            return day;
        }
        long from = day.toEpochDay();
        long last =
                days > 0
                        ? workingDays.before(from + 1) + days
                        : workingDays.before(from) + days + 1;
        return LocalDate.ofEpochDay(workingDays.dayReaching(last));
    }

    /** How many working days lie after a day, up to and with another; negative backwards. */
    public long workingDaysBetween(LocalDate after, LocalDate upTo) {
        return workingDays.before(upTo.toEpochDay() + 1)
                - workingDays.before(after.toEpochDay() + 1);
    }

    private DailySum sum(ToLongFunction<WorkingHours> value) {
        long[] ofWeek =
                Arrays.stream(DayOfWeek.values())
                        .mapToLong(day -> value.applyAsLong(hoursOn(day)))
                        .toArray();
        SortedMap<Long, Long> ofSpecial = new TreeMap<>();
        special.forEach((day, hours) -> ofSpecial.put(day, value.applyAsLong(hours)));
        return new DailySum(ofWeek, ofSpecial);
    }

    private WorkingHours hoursOn(DayOfWeek day) {
        return week.getOrDefault(day, WorkingHours.NONE);
    }

    private WorkingHours hoursOn(long day) {
        WorkingHours own = special.get(day);
        return own == null ? hoursOn(LocalDate.ofEpochDay(day).getDayOfWeek()) : own;
    }

    /**
     * Seconds worked up to an instant, counted from an instant that is only this class's affair.
     */
    private long worked(long epochSecond) {
        return worked(epochSecond, clock.stretchAt(epochSecond));
    }

    private long worked(long epochSecond, int stretch) {
        return byWallClock(epochSecond, stretch) + shift[stretch];
    }

    /** The same, if the clock had always shown what it shows in a stretch. */
    private long byWallClock(long epochSecond, int stretch) {
        long shown = epochSecond + clock.offsetOf(stretch);
        long day = Math.floorDiv(shown, SECONDS_PER_DAY);
        return seconds.before(day)
                + hoursOn(day).secondsBefore((int) Math.floorMod(shown, SECONDS_PER_DAY));
    }

    /** The first epoch second at which so much has been worked. */
    private long reaching(long worked) {
        int stretch = lastStretchBelow(worked);
        long byWallClock = worked - shift[stretch];
        long day = seconds.dayReaching(byWallClock);
        int rest = (int) (byWallClock - seconds.before(day));
        return day * SECONDS_PER_DAY + hoursOn(day).secondReaching(rest) - clock.offsetOf(stretch);
    }

    /** The last stretch at whose start less has been worked. */
    private int lastStretchBelow(long worked) {
        int low = 0;
        int high = clock.stretches();
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (worked(clock.startOf(middle), middle) < worked) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
