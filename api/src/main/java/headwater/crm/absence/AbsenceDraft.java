package headwater.crm.absence;

import headwater.crm.shared.RecordRef;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * What a caller says of an absence.
 *
 * @param user the caller himself when null
 */
public record AbsenceDraft(
        @Nullable RecordRef user,
        Period period,
        @Nullable String reason,
        @Nullable String idempotencyKey) {
    private static final int MOST_YEARS = 3;

    /** Exactly one of whole days and instants. */
    public record Period(@Nullable Days days, @Nullable Instants instants) {

        Instants in(ZoneId zone) {
            return days == null ? Violations.present(instants) : days.in(zone);
        }
    }

    /**
     * @param to inclusive
     */
    public record Days(LocalDate from, LocalDate to) {

        private Instants in(ZoneId zone) {
            return new Instants(
                    from.atStartOfDay(zone).toInstant(),
                    to.plusDays(1).atStartOfDay(zone).toInstant());
        }
    }

    /**
     * @param to exclusive
     */
    public record Instants(Instant from, Instant to) {

        void validate(ZoneId zone, Violations violations) {
            violations.invalidIf(
                    !from.isBefore(to), "The absence must end after it begins.", "period");
            violations.invalidIf(
                    from.atZone(zone).plusYears(MOST_YEARS).toInstant().isBefore(to),
                    "An absence lasts at most " + MOST_YEARS + " years.",
                    "period");
        }
    }
}
