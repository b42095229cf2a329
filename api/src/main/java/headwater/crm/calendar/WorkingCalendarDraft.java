package headwater.crm.calendar;

import headwater.crm.record.Draft;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a caller says of a calendar.
 *
 * @param timeZone the company's when null
 * @param alwaysOpen false when null
 * @param isDefault false when null
 * @param week none when null
 * @param days none when null
 */
public record WorkingCalendarDraft(
        String name,
        @Nullable String timeZone,
        @Nullable Boolean alwaysOpen,
        @Nullable Boolean isDefault,
        @Nullable List<WorkingInterval> week,
        @Nullable List<CalendarDay> days,
        @Nullable String idempotencyKey)
        implements Draft {
    private static final int MOST_DAYS = 2_000;

    static WorkingCalendarDraft of(WorkingCalendar calendar) {
        return new WorkingCalendarDraft(
                calendar.name(),
                calendar.timeZone(),
                calendar.alwaysOpen(),
                calendar.isDefault(),
                calendar.week(),
                calendar.days(),
                null);
    }

    List<WorkingInterval> weekOrNone() {
        return week == null ? List.of() : week;
    }

    List<CalendarDay> daysOrNone() {
        return days == null ? List.of() : days;
    }

    boolean isAlwaysOpen() {
        return Boolean.TRUE.equals(alwaysOpen);
    }

    @Override
    public void validate(Violations violations) {
        violations.requireText(name, "name");
        violations.invalidIf(
                timeZone != null && !isZone(timeZone),
                "\"%s\" is no IANA time zone such as Asia/Shanghai.".formatted(timeZone),
                "timeZone");
        if (weekOrNone().isEmpty() && !isAlwaysOpen()) {
            violations.add(
                    Code.REQUIRED,
                    "A calendar needs hours on at least one weekday, or alwaysOpen.",
                    "week");
        }
        for (DayOfWeek weekday : DayOfWeek.values()) {
            DayHours.validate(hours(weekday), weekday.toString(), violations, "week");
        }
        validateDays(violations);
    }

    private void validateDays(Violations violations) {
        violations.invalidIf(
                daysOrNone().size() > MOST_DAYS, "days: at most " + MOST_DAYS + ".", "days");
        Set<LocalDate> named = new HashSet<>();
        for (int i = 0; i < daysOrNone().size(); i++) {
            CalendarDay day = daysOrNone().get(i);
            String[] path = {"days", Integer.toString(i)};
            day.validate(violations, path);
            violations.invalidIf(
                    !named.add(day.day()), day.day() + " is named more than once.", path);
            violations.invalidIf(
                    !day.isHoliday() && !day.hasHours() && hours(day.weekday()).isEmpty(),
                    "%s is worked like %s, which has no hours; give it hours of its own."
                            .formatted(day.day(), day.weekday()),
                    path);
        }
    }

    private List<DayHours> hours(DayOfWeek weekday) {
        return weekOrNone().stream()
                .filter(interval -> interval.weekday() == weekday)
                .map(WorkingInterval::hours)
                .toList();
    }

    private static boolean isZone(String name) {
        try {
            return ZoneId.getAvailableZoneIds().contains(ZoneId.of(name).getId());
        } catch (DateTimeException e) {
            return false;
        }
    }
}
