package headwater.analytics;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * How the company counts days, years and money.
 *
 * @param zone a day begins at midnight here
 * @param fiscalYearStartMonth 1 to 12
 * @param currency ISO 4217 code of the company's currency
 */
public record CompanyCalendar(ZoneId zone, int fiscalYearStartMonth, String currency) {

    public CompanyCalendar {
        if (fiscalYearStartMonth < 1 || fiscalYearStartMonth > 12) {
            throw new IllegalArgumentException(
                    "The fiscal year starts in month %d; it should be 1 to 12"
                            .formatted(fiscalYearStartMonth));
        }
    }

    /** The first instant of a day. */
    public Instant startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }
}
