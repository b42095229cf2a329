package headwater.crm.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.calendar.WorkingHours.Interval;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Random calendars in zones whose clocks misbehave, each in its own way: put forward and back at
 * night, by half an hour, a minute after midnight, by a whole day.
 */
class WorkingTimePropertyTests {
    private static final int MINUTE = 60;

    @Property(tries = 300)
    void agreesWithCountingMinuteByMinute(
            @ForAll("calendars") WorkingTime calendar,
            @ForAll("instants") Instant from,
            @ForAll @IntRange(max = 12 * 24 * 60) int minutes) {
        Instant to = from.plusSeconds((long) minutes * MINUTE);

        assertThat(calendar.businessSeconds(from, to)).isEqualTo(counted(calendar, from, to));
    }

    @Property(tries = 300)
    void reachesWhatCountingMinuteByMinuteReaches(
            @ForAll("calendars") WorkingTime calendar,
            @ForAll("instants") Instant from,
            @ForAll @IntRange(min = 1, max = 3 * 24 * 60) int minutes) {
        Instant due = calendar.addBusiness(from, (long) minutes * MINUTE);

        assertThat(due).isEqualTo(reached(calendar, from, minutes));
    }

    @Property(tries = 3000)
    void whatWasAddedHasPassed(
            @ForAll("calendars") WorkingTime calendar,
            @ForAll("instants") Instant from,
            @ForAll @IntRange(max = 20_000_000) int seconds) {
        assertThat(calendar.businessSeconds(from, calendar.addBusiness(from, seconds)))
                .isEqualTo(seconds);
    }

    @Property(tries = 3000)
    void partsAddUp(
            @ForAll("calendars") WorkingTime calendar,
            @ForAll("instants") Instant a,
            @ForAll("instants") Instant b,
            @ForAll("instants") Instant c) {
        assertThat(calendar.businessSeconds(a, b) + calendar.businessSeconds(b, c))
                .isEqualTo(calendar.businessSeconds(a, c));
    }

    @Property(tries = 3000)
    void workingTimeNeverRunsBackwardsNorFasterThanTheClock(
            @ForAll("calendars") WorkingTime calendar,
            @ForAll("instants") Instant from,
            @ForAll @IntRange(max = 100_000_000) int seconds) {
        assertThat(calendar.businessSeconds(from, from.plusSeconds(seconds)))
                .isBetween(0L, (long) seconds);
    }

    @Property(tries = 3000)
    void moreWorkIsDueNoEarlier(
            @ForAll("calendars") WorkingTime calendar,
            @ForAll("instants") Instant from,
            @ForAll @IntRange(max = 5_000_000) int less,
            @ForAll @IntRange(max = 5_000_000) int more) {
        assertThat(calendar.addBusiness(from, less + more))
                .isAfterOrEqualTo(calendar.addBusiness(from, less));
    }

    @Property(tries = 1000)
    void workingDaysAgreeWithCountingThem(
            @ForAll("calendars") WorkingTime calendar,
            @ForAll("days") LocalDate day,
            @ForAll @IntRange(min = -60, max = 60) int days) {
        LocalDate expected = day;
        for (int left = Math.abs(days); left > 0; ) {
            expected = expected.plusDays(Integer.signum(days));
            left -= calendar.isWorkingDay(expected) ? 1 : 0;
        }

        assertThat(calendar.addWorkingDays(day, days)).isEqualTo(expected);
        if (days > 0) {
            assertThat(calendar.workingDaysBetween(day, expected)).isEqualTo(days);
        }
    }

    private static long counted(WorkingTime calendar, Instant from, Instant to) {
        long seconds = 0;
        for (Instant at = from; at.isBefore(to); at = at.plusSeconds(MINUTE)) {
            seconds += isWorked(calendar, at) ? MINUTE : 0;
        }
        return seconds;
    }

    private static Instant reached(WorkingTime calendar, Instant from, int minutes) {
        Instant at = from;
        for (int left = minutes; left > 0; at = at.plusSeconds(MINUTE)) {
            left -= isWorked(calendar, at) ? 1 : 0;
        }
        return at;
    }

    private static boolean isWorked(WorkingTime calendar, Instant at) {
        LocalDateTime shown = at.atZone(calendar.zone()).toLocalDateTime();
        int minute = shown.getHour() * 60 + shown.getMinute();
        return calendar.hoursOn(shown.toLocalDate()).intervals().stream()
                .anyMatch(interval -> interval.from() <= minute && minute < interval.to());
    }

    @Provide
    Arbitrary<WorkingTime> calendars() {
        var zones =
                Arbitraries.of(
                                "Asia/Shanghai",
                                "Europe/Berlin",
                                "America/Bahia_Banderas",
                                "America/St_Johns",
                                "Australia/Lord_Howe",
                                "Pacific/Apia",
                                "Asia/Kathmandu")
                        .map(ZoneId::of);
        var weeks =
                hours().list()
                        .ofSize(7)
                        .filter(week -> !week.stream().allMatch(WorkingHours::isEmpty));
        var special = Arbitraries.maps(days(), hours()).ofMaxSize(40);
        return Combinators.combine(zones, weeks, special)
                .as((zone, week, days) -> new WorkingTime(zone, named(week), days));
    }

    private static Map<DayOfWeek, WorkingHours> named(List<WorkingHours> week) {
        var named = new EnumMap<DayOfWeek, WorkingHours>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            named.put(day, week.get(day.ordinal()));
        }
        return named;
    }

    /** None, one or several intervals, some of which touch each other or midnight. */
    private static Arbitrary<WorkingHours> hours() {
        return Arbitraries.integers()
                .between(0, 96)
                .set()
                .ofMaxSize(6)
                .map(TreeSet::new)
                .map(WorkingTimePropertyTests::intervals);
    }

    private static WorkingHours intervals(SortedSet<Integer> quarters) {
        var intervals = new ArrayList<Interval>();
        for (var edges = quarters.iterator(); edges.hasNext(); ) {
            int from = edges.next();
            if (edges.hasNext()) {
                intervals.add(new Interval(from * 15, edges.next() * 15));
            }
        }
        return new WorkingHours(intervals);
    }

    /** Mostly near a change of a clock of these zones. */
    @Provide
    Arbitrary<Instant> instants() {
        return days().flatMap(
                        day ->
                                Arbitraries.integers()
                                        .between(0, 24 * 60)
                                        .map(
                                                minute ->
                                                        day.atStartOfDay()
                                                                .toInstant(ZoneOffset.UTC)
                                                                .plusSeconds(
                                                                        (long) minute * MINUTE)));
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.of(
                        "2011-12-30",
                        "2011-11-06",
                        "2011-03-13",
                        "2022-10-30",
                        "2026-03-29",
                        "2026-10-25",
                        "2026-04-05",
                        "2026-10-04",
                        "2010-04-04",
                        "1969-12-31",
                        "2150-03-29")
                .map(LocalDate::parse)
                .flatMap(day -> Arbitraries.integers().between(-9, 9).map(day::plusDays));
    }
}
