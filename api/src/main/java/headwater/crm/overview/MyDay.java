package headwater.crm.overview;

import headwater.crm.shared.RecordType;

import java.time.Instant;
import java.time.LocalDate;

/**
 * What there is to do for one person; each part is read when it is asked for.
 *
 * @param date today, in the company's zone
 * @param end the instant at which it ends
 */
public record MyDay(LocalDate date, Instant end, long userId) {

    /** Typed id of the person. */
    public String user() {
        return RecordType.USER.encode(userId);
    }
}
