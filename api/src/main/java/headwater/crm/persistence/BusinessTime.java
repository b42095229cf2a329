package headwater.crm.persistence;

import headwater.crm.permission.Permission;
import headwater.crm.permission.Viewer;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The clock, and who may turn it back. */
@Component
public class BusinessTime {
    private final Clock clock;

    BusinessTime(Clock clock) {
        this.clock = clock;
    }

    /** Now, to the microsecond that PostgreSQL keeps. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** A business instant other than now needs record.backdate and lies in the past. */
    public void check(
            Viewer viewer, @Nullable Instant given, Violations violations, String... field) {
        if (given == null) {
            return;
        }
        if (!viewer.may(Permission.RECORD_BACKDATE)) {
            violations.add(
                    Code.NOT_PERMITTED,
                    "Only who holds " + Permission.RECORD_BACKDATE + " may give business instants.",
                    field);
        }
        violations.invalidIf(
                given.isAfter(now()), "A business instant cannot lie in the future.", field);
    }
}
