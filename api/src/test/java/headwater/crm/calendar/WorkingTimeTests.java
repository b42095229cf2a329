package headwater.crm.calendar;

import static headwater.crm.calendar.Calendars.OFFICE;
import static headwater.crm.calendar.Calendars.SHANGHAI;
import static headwater.crm.calendar.Calendars.hours;
import static headwater.crm.calendar.Calendars.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;

/**
 * October 2026: Friday the 9th is followed by Saturday the 10th, a make-up day after the National
 * Day holidays in the tests that say so.
 */
class WorkingTimeTests {
    private static final long HOUR = 3600;
    private static final LocalDate SATURDAY = LocalDate.parse("2026-10-10");
    private static final WorkingTime OFFICE_WEEK = office(SHANGHAI, Map.of());
    private static final WorkingTime WITH_MAKE_UP_SATURDAY =
            office(SHANGHAI, Map.of(SATURDAY, OFFICE));

    @Test
    void oneHourFromFridayEveningEndsOnMondayMorning() {
        assertThat(OFFICE_WEEK.addBusiness(at("2026-10-09T17:30"), HOUR))
                .isEqualTo(at("2026-10-12T09:30"));
        assertThat(OFFICE_WEEK.addBusiness(at("2026-10-09T17:30"), 4 * HOUR))
                .isEqualTo(at("2026-10-12T14:00"));
    }

    @Test
    void aMakeUpSaturdayIsWorkedLikeAnyOtherDay() {
        assertThat(WITH_MAKE_UP_SATURDAY.addBusiness(at("2026-10-09T17:30"), HOUR))
                .isEqualTo(at("2026-10-10T09:30"));
        assertThat(WITH_MAKE_UP_SATURDAY.addBusiness(at("2026-10-09T17:30"), 4 * HOUR))
                .isEqualTo(at("2026-10-10T14:00"));
    }

    @Test
    void aMakeUpSaturdayMayHaveHoursOfItsOwn() {
        var shortSaturday =
                office(SHANGHAI, Map.of(SATURDAY, WorkingHours.of(hours("10:00", "12:00"))));

        assertThat(shortSaturday.addBusiness(at("2026-10-09T17:30"), HOUR))
                .isEqualTo(at("2026-10-10T10:30"));
        assertThat(shortSaturday.addBusiness(at("2026-10-09T17:30"), 4 * HOUR))
                .isEqualTo(at("2026-10-12T10:30"));
    }

    @Test
    void aPauseMovesWhatIsLeftBehindIt() {
        long elapsed = OFFICE_WEEK.businessSeconds(at("2026-10-09T17:30"), at("2026-10-12T10:00"));

        assertThat(elapsed).isEqualTo(HOUR * 3 / 2);
        assertThat(OFFICE_WEEK.addBusiness(at("2026-10-12T11:00"), 4 * HOUR - elapsed))
                .isEqualTo(at("2026-10-12T15:00"));
    }

    @Test
    void holidaysAreNotWorked() {
        var nationalDay =
                office(
                        SHANGHAI,
                        Map.of(
                                LocalDate.parse("2026-10-01"),
                                WorkingHours.NONE,
                                LocalDate.parse("2026-10-02"),
                                WorkingHours.NONE));

        assertThat(nationalDay.addBusiness(at("2026-09-30T17:00"), 2 * HOUR))
                .isEqualTo(at("2026-10-05T10:00"));
        assertThat(nationalDay.isWorkingDay(LocalDate.parse("2026-10-01"))).isFalse();
        assertThat(nationalDay.businessSeconds(at("2026-09-30T18:00"), at("2026-10-05T09:00")))
                .isZero();
    }

    @Test
    void timeRunsOutAtTheEndOfADayAndNotAtTheStartOfTheNext() {
        assertThat(OFFICE_WEEK.addBusiness(at("2026-10-09T17:30"), HOUR / 2))
                .isEqualTo(at("2026-10-09T18:00"));
        assertThat(OFFICE_WEEK.addBusiness(at("2026-10-09T09:00"), 3 * HOUR))
                .isEqualTo(at("2026-10-09T12:00"));
        assertThat(OFFICE_WEEK.addBusiness(at("2026-10-10T08:15"), 0))
                .isEqualTo(at("2026-10-10T08:15"));
    }

    @Test
    void workingDaysAreCountedForwardAndBackward() {
        assertThat(OFFICE_WEEK.addWorkingDays(LocalDate.parse("2026-10-09"), 1))
                .isEqualTo("2026-10-12");
        assertThat(WITH_MAKE_UP_SATURDAY.addWorkingDays(LocalDate.parse("2026-10-09"), 1))
                .isEqualTo("2026-10-10");
        assertThat(OFFICE_WEEK.addWorkingDays(LocalDate.parse("2026-10-12"), -1))
                .isEqualTo("2026-10-09");
        assertThat(OFFICE_WEEK.addWorkingDays(LocalDate.parse("2026-10-11"), -6))
                .isEqualTo("2026-10-02");
        assertThat(OFFICE_WEEK.addWorkingDays(LocalDate.parse("2026-10-11"), 0))
                .isEqualTo("2026-10-11");
        assertThat(
                        WITH_MAKE_UP_SATURDAY.workingDaysBetween(
                                LocalDate.parse("2026-10-08"), LocalDate.parse("2026-10-12")))
                .isEqualTo(3);
    }

    @Test
    void roundTheClockCountsEverySecond() {
        var calendar = WorkingTime.alwaysOpen(ZoneId.of("Europe/Berlin"));
        Instant beforeSummerTime = Instant.parse("2026-03-28T12:00:00Z");

        assertThat(calendar.addBusiness(beforeSummerTime, 30 * 24 * HOUR))
                .isEqualTo(beforeSummerTime.plusSeconds(30 * 24 * HOUR));
    }

    @Test
    void aNightShiftIsAnHourShorterWhenTheClockIsPutForward() {
        var nights =
                new WorkingTime(
                        ZoneId.of("Europe/Berlin"),
                        Map.of(DayOfWeek.SUNDAY, WorkingHours.of(hours("00:00", "06:00"))),
                        Map.of());

        assertThat(nights.businessSeconds(berlin("2026-03-29T00:00"), berlin("2026-03-29T12:00")))
                .isEqualTo(5 * HOUR);
        assertThat(nights.businessSeconds(berlin("2026-10-25T00:00"), berlin("2026-10-25T12:00")))
                .isEqualTo(7 * HOUR);
        assertThat(nights.addBusiness(berlin("2026-03-29T00:00"), 3 * HOUR))
                .isEqualTo(berlin("2026-03-29T04:00"));
    }

    @Test
    void anIntervalInsideTheHourThatIsSkippedDoesNotExistThatDay() {
        var skipped =
                new WorkingTime(
                        ZoneId.of("Europe/Berlin"),
                        Map.of(DayOfWeek.SUNDAY, WorkingHours.of(hours("02:15", "02:45"))),
                        Map.of());

        assertThat(skipped.businessSeconds(berlin("2026-03-29T00:00"), berlin("2026-03-30T00:00")))
                .isZero();
        assertThat(skipped.addBusiness(berlin("2026-03-28T00:00"), HOUR / 4))
                .isEqualTo(berlin("2026-04-05T02:30"));
    }

    @Test
    void officeHoursKeepTheirWallClockAfterAChange() {
        var mexico = office(ZoneId.of("America/Bahia_Banderas"), Map.of());
        Instant fridayEvening =
                LocalDateTime.parse("2022-10-28T17:30")
                        .atZone(ZoneId.of("America/Bahia_Banderas"))
                        .toInstant();

        assertThat(
                        mexico.addBusiness(fridayEvening, HOUR)
                                .atZone(ZoneId.of("America/Bahia_Banderas"))
                                .toLocalDateTime())
                .isEqualTo("2022-10-31T09:30");
    }

    @Test
    void aWeekWithoutHoursIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WorkingTime(SHANGHAI, Map.of(), Map.of()));
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(SHANGHAI).toInstant();
    }

    private static Instant berlin(String local) {
        return LocalDateTime.parse(local).atZone(ZoneId.of("Europe/Berlin")).toInstant();
    }
}
