package headwater.crm.calendar;

import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;

/**
 * A day that is not as its weekday is.
 *
 * @param likeWeekday whose hours a working day has that has none of its own; Monday's when null
 * @param hours its own; none for the weekday's
 * @param label what it is called, such as 国庆节
 */
public record CalendarDay(
        LocalDate day,
        Kind kind,
        @Nullable DayOfWeek likeWeekday,
        @Nullable List<DayHours> hours,
        @Nullable String label) {

    /** Whether it is worked. */
    public enum Kind {
        HOLIDAY,
        WORKING
    }

    public CalendarDay {
        hours = hours == null ? List.of() : List.copyOf(hours);
    }

    @Override
    public List<DayHours> hours() {
        return hours == null ? List.of() : hours;
    }

    boolean isHoliday() {
        return kind == Kind.HOLIDAY;
    }

    boolean hasHours() {
        return !hours().isEmpty();
    }

    /** The weekday whose hours it has, if it has none of its own. */
    DayOfWeek weekday() {
        return likeWeekday == null ? DayOfWeek.MONDAY : likeWeekday;
    }

    void validate(Violations violations, String... field) {
        DayHours.validate(hours(), day.toString(), violations, field);
        violations.limit(label, "label");
        violations.invalidIf(
                isHoliday() && (hasHours() || likeWeekday != null),
                day + " is a HOLIDAY and has no hours; a day with hours is WORKING.",
                field);
        violations.invalidIf(
                hasHours() && likeWeekday != null,
                day + " has hours of its own; leave likeWeekday out.",
                field);
    }
}
