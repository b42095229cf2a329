package headwater.crm.calendar;

import headwater.crm.calendar.WorkingHours.Interval;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** Calendars the tests share. */
final class Calendars {
    static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    /** 09:00-12:00 and 13:30-18:00. */
    static final WorkingHours OFFICE =
            WorkingHours.of(hours("09:00", "12:00"), hours("13:30", "18:00"));

    private Calendars() {}

    static Interval hours(String from, String to) {
        return Interval.of(LocalTime.parse(from), LocalTime.parse(to));
    }

    static WorkingTime office(ZoneId zone, Map<LocalDate, WorkingHours> special) {
        return new WorkingTime(zone, weekdays(OFFICE), special);
    }

    static Map<DayOfWeek, WorkingHours> weekdays(WorkingHours hours) {
        var week = new EnumMap<DayOfWeek, WorkingHours>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            if (!Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY).contains(day)) {
                week.put(day, hours);
            }
        }
        return week;
    }
}
