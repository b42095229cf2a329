package headwater.crm.commission;

import headwater.crm.shared.Stamp;
import headwater.crm.shared.Stamped;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * How commissions are reckoned from a day on, until the next plan's. It never changes.
 *
 * @param effectiveUntil last day; null for as long as no later plan replaces it
 * @param forEverybody whether it names no participants: then it is for who is named in no other
 * @param cap what it gives one person in a period at most, in the company's currency; null for no
 *     limit
 */
public record CommissionPlan(
        long id,
        String name,
        Period period,
        Method method,
        Basis basis,
        LocalDate effectiveFrom,
        @Nullable LocalDate effectiveUntil,
        boolean forEverybody,
        @Nullable BigDecimal cap,
        @Nullable String externalId,
        Stamp stamp)
        implements Stamped {

    /** Over what time amounts add up; calendar ones. */
    public enum Period {
        MONTH,
        QUARTER,
        YEAR;

        LocalDate firstDay(LocalDate day) {
            return switch (this) {
                case MONTH -> day.withDayOfMonth(1);
                case QUARTER ->
                        day.withMonth((day.getMonthValue() - 1) / 3 * 3 + 1).withDayOfMonth(1);
                case YEAR -> day.withDayOfYear(1);
            };
        }
    }

    /** What brings a seller his commission. */
    public enum Basis {
        RECEIPT_CONFIRMED,
        CONTRACT_SIGNED,
        INVOICED
    }

    /** What a tier's rate is applied to. */
    public enum Method {
        /** All, at the one rate. */
        FLAT,
        /** What lies within the tier. */
        TIER_MARGINAL,
        /** All, at the rate of the tier that has been reached. */
        TIER_WHOLE
    }
}
