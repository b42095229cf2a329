package headwater.crm.calendar;

import headwater.crm.shared.Stamp;
import headwater.crm.shared.Stamped;

import org.jspecify.annotations.Nullable;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * When the company, or a part of it, works.
 *
 * @param timeZone IANA name; null for the company's
 * @param alwaysOpen round the clock, whatever week and days say
 * @param isDefault whether it counts where no calendar is named; exactly one is
 * @param week by weekday and time
 * @param days in order
 */
public record WorkingCalendar(
        long id,
        String name,
        @Nullable String timeZone,
        boolean alwaysOpen,
        boolean isDefault,
        List<WorkingInterval> week,
        List<CalendarDay> days,
        Stamp stamp)
        implements Stamped {

    /** The calendar, made ready to count with. */
    WorkingTime compiled(ZoneId zone) {
        if (alwaysOpen) {
            return WorkingTime.alwaysOpen(zone);
        }
        Map<DayOfWeek, WorkingHours> hours = hours(week);
        Map<LocalDate, WorkingHours> special = new HashMap<>();
        days.forEach(day -> special.put(day.day(), hours(day, hours)));
        return new WorkingTime(zone, hours, special);
    }

    private static Map<DayOfWeek, WorkingHours> hours(List<WorkingInterval> week) {
        var hours = new EnumMap<DayOfWeek, WorkingHours>(DayOfWeek.class);
        week.stream()
                .collect(
                        Collectors.groupingBy(
                                WorkingInterval::weekday,
                                Collectors.mapping(WorkingInterval::hours, Collectors.toList())))
                .forEach((weekday, ofDay) -> hours.put(weekday, DayHours.working(ofDay)));
        return hours;
    }

    private static WorkingHours hours(CalendarDay day, Map<DayOfWeek, WorkingHours> week) {
        if (day.isHoliday()) {
            return WorkingHours.NONE;
        }
        return day.hasHours()
                ? DayHours.working(day.hours())
                : week.getOrDefault(day.weekday(), WorkingHours.NONE);
    }
}
