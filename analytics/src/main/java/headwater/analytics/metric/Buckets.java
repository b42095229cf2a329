package headwater.analytics.metric;

import headwater.analytics.CompanyCalendar;
import headwater.analytics.Query;
import headwater.analytics.QuestionRefused;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The buckets that overlap a period, in order. Without a grain the period is one bucket.
 *
 * @param starts first day of each bucket; the first may lie before the period
 * @param ends first day after each bucket, never after the period
 */
record Buckets(List<LocalDate> starts, List<LocalDate> ends) {

    private static final int LIMIT = 4_000;
    private static final long BEFORE_EVERYTHING = Long.MIN_VALUE / 2;

    static Buckets of(
            LocalDate from, LocalDate to, @Nullable TimeGrain grain, CompanyCalendar calendar) {
        if (grain == null) {
            return new Buckets(List.of(from), List.of(to));
        }
        List<LocalDate> starts = new ArrayList<>();
        List<LocalDate> ends = new ArrayList<>();
        LocalDate start = grain.startOf(from, calendar.fiscalYearStartMonth());
        while (start.isBefore(to)) {
            if (starts.size() == LIMIT) {
                throw new QuestionRefused(
                        "The period %s to %s has more than %d buckets of grain %s; ask for less"
                                .formatted(from, to, LIMIT, grain));
            }
            LocalDate end = grain.next(start);
            starts.add(start);
            ends.add(end.isBefore(to) ? end : to);
            start = end;
        }
        return new Buckets(List.copyOf(starts), List.copyOf(ends));
    }

    /** Days since 1970-01-01. */
    List<Long> startDays() {
        return starts.stream().map(LocalDate::toEpochDay).toList();
    }

    /**
     * The instants at which balances are taken, since 1970, after one that lies before everything:
     * an instant's rank here says how many ends are not after it.
     */
    List<Long> endMicros(CompanyCalendar calendar) {
        return Stream.concat(
                        Stream.of(BEFORE_EVERYTHING),
                        ends.stream().map(calendar::startOf).map(Query::micros))
                .toList();
    }
}
