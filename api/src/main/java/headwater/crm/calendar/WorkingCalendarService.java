package headwater.crm.calendar;

import headwater.crm.persistence.Writes;
import headwater.crm.record.Drafting;
import headwater.crm.record.RecordService;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.UserError.Code;

import org.springframework.stereotype.Service;

/** Calendars; administrators change them. */
@Service
public class WorkingCalendarService extends RecordService<WorkingCalendar, WorkingCalendarDraft> {

    WorkingCalendarService(WorkingCalendarRepository repository, Writes writes) {
        super(RecordType.WORKING_CALENDAR, WorkingCalendarDraft.class, repository, writes);
    }

    @Override
    protected WorkingCalendarDraft draftOf(WorkingCalendar calendar) {
        return WorkingCalendarDraft.of(calendar);
    }

    @Override
    protected WorkingCalendar drafted(Drafting<WorkingCalendar, WorkingCalendarDraft> drafting) {
        WorkingCalendarDraft draft = drafting.draft();
        boolean isDefault = Boolean.TRUE.equals(draft.isDefault());
        WorkingCalendar before = drafting.before();
        if (before != null && before.isDefault() && !isDefault) {
            drafting.violations()
                    .add(
                            Code.WRONG_STATE,
                            "There must be a default calendar; make another one the default.",
                            "isDefault");
        }
        drafting.violations().refuse();
        return new WorkingCalendar(
                drafting.id(),
                draft.name(),
                draft.timeZone(),
                draft.isAlwaysOpen(),
                isDefault,
                draft.weekOrNone(),
                draft.daysOrNone(),
                drafting.stamp());
    }
}
