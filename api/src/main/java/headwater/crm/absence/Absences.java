package headwater.crm.absence;

import headwater.crm.absence.AbsenceDraft.Instants;
import headwater.crm.calendar.WorkingTime;
import headwater.crm.calendar.WorkingTimes;
import headwater.crm.company.CompanyService;

import org.springframework.stereotype.Service;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** Who is away, for rules that assign and for deadlines that wait. */
@Service
public class Absences {
    private final AbsenceRepository repository;
    private final CompanyService company;
    private final WorkingTimes times;

    Absences(AbsenceRepository repository, CompanyService company, WorkingTimes times) {
        this.repository = repository;
        this.company = company;
        this.times = times;
    }

    /** Keys of the users who are away at an instant, approved or not. One statement. */
    public Set<Long> absentUserIds(Instant at) {
        return repository.absentUsers(at, at.plusNanos(1_000));
    }

    /** Keys of the users who are away on any part of a day of the company's zone. */
    public Set<Long> absentUserIds(LocalDate day) {
        var zone = company.company().zone();
        return repository.absentUsers(
                day.atStartOfDay(zone).toInstant(), day.plusDays(1).atStartOfDay(zone).toInstant());
    }

    /**
     * On how many working days of the default calendar a person is on approved leave from the
     * beginning of a day's work to its end.
     *
     * @param to inclusive
     */
    public int workingDaysOfApprovedLeave(long userId, LocalDate from, LocalDate to) {
        WorkingTime time = times.ofCompany();
        Instant start = from.atStartOfDay(time.zone()).toInstant();
        Instant end = to.plusDays(1).atStartOfDay(time.zone()).toInstant();
        List<Instants> leave = repository.approvedOf(userId, start, end);
        int days = 0;
        // Only the days of leave are looked at: a few dozen, however long the period.
        LocalDate counted = from.minusDays(1);
        for (Instants each : leave) {
            LocalDate first = later(counted.plusDays(1), time.dayOf(each.from()));
            LocalDate last = earlier(to, time.dayOf(each.to()));
            for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
                days += time.isWorkingDay(day) && isAway(time, day, leave) ? 1 : 0;
                counted = day;
            }
        }
        return days;
    }

    /** Whether several absences together leave nothing of a day's work. */
    private static boolean isAway(WorkingTime time, LocalDate day, List<Instants> leave) {
        Instant start = day.atStartOfDay(time.zone()).toInstant();
        Instant end = day.plusDays(1).atStartOfDay(time.zone()).toInstant();
        long away = 0;
        for (Instants each : leave) {
            Instant from = each.from().isAfter(start) ? each.from() : start;
            Instant to = each.to().isBefore(end) ? each.to() : end;
            away += Math.max(0, time.businessSeconds(from, to));
        }
        return away == time.businessSeconds(start, end);
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }
}
