package headwater.crm.calendar;

import java.time.DayOfWeek;

/** Hours in which work is done on a day of every week. */
public record WorkingInterval(DayOfWeek weekday, String from, String to) {

    DayHours hours() {
        return new DayHours(from, to);
    }
}
