package headwater.crm.calendar;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import headwater.crm.calendar.WorkingCalendarRepository.State;
import headwater.crm.shared.NotFound;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Calendars ready to count with. Each call asks one small statement whether the calendar is still
 * the same; only a changed one is read and compiled anew.
 */
@Service
public class WorkingTimes {
    private final WorkingCalendarRepository repository;

    /** By more than the version: one that was rolled back comes again with other contents. */
    private final Cache<State, WorkingTime> compiled =
            Caffeine.newBuilder().maximumSize(100).build();

    WorkingTimes(WorkingCalendarRepository repository) {
        this.repository = repository;
    }

    /** That of the default calendar. */
    public WorkingTime ofCompany() {
        return of(null);
    }

    /**
     * @param calendarId null for the default calendar
     * @throws NotFound if there is no such calendar
     */
    public WorkingTime of(@Nullable Long calendarId) {
        State state = repository.state(calendarId);
        if (state == null) {
            throw new NotFound(
                    calendarId == null
                            ? "default calendar"
                            : RecordType.WORKING_CALENDAR.encode(calendarId));
        }
        return compiled.get(state, now -> repository.calendar(now).compiled(now.zone()));
    }
}
