package headwater.crm.calendar.graphql;

import headwater.crm.calendar.WorkingTimes;
import headwater.crm.permission.Viewer;
import headwater.crm.shared.BadInput;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

import java.time.Instant;

@Controller
class WorkingTimeController {
    private static final int MOST_MINUTES = 1_000_000;

    private final WorkingTimes times;

    WorkingTimeController(WorkingTimes times) {
        this.times = times;
    }

    @QueryMapping
    Instant workingDueAt(
            Viewer viewer,
            @Argument Instant from,
            @Argument int minutes,
            @Argument @Nullable String calendar) {
        if (minutes < 0 || minutes > MOST_MINUTES) {
            throw new BadInput("minutes: 0 to " + MOST_MINUTES + ", not " + minutes + ".");
        }
        Long id = calendar == null ? null : RecordType.WORKING_CALENDAR.decode(calendar);
        return times.of(id).addBusiness(from, minutes * 60L);
    }
}
