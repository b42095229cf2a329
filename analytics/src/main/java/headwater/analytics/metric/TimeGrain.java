package headwater.analytics.metric;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/** Lengths of time buckets. Weeks start on Monday; quarters and years are fiscal. */
public enum TimeGrain {
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    YEAR;

    LocalDate startOf(LocalDate day, int fiscalYearStartMonth) {
        return switch (this) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
            case QUARTER -> fiscalStart(day, fiscalYearStartMonth, 3);
            case YEAR -> fiscalStart(day, fiscalYearStartMonth, 12);
        };
    }

    LocalDate next(LocalDate start) {
        return switch (this) {
            case DAY -> start.plusDays(1);
            case WEEK -> start.plusWeeks(1);
            case MONTH -> start.plusMonths(1);
            case QUARTER -> start.plusMonths(3);
            case YEAR -> start.plusYears(1);
        };
    }

    private static LocalDate fiscalStart(LocalDate day, int fiscalYearStartMonth, int months) {
        int monthsIn = Math.floorMod(day.getMonthValue() - fiscalYearStartMonth, months);
        return day.withDayOfMonth(1).minusMonths(monthsIn);
    }
}
