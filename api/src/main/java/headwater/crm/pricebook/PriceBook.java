package headwater.crm.pricebook;

import headwater.crm.shared.Stamp;
import headwater.crm.shared.Stamped;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;

/**
 * Prices that hold for a time.
 *
 * @param validFrom inclusive; null for since ever
 * @param validTo inclusive; null for ever
 * @param isDefault whether it prices what another book does not; at most one is
 * @param rules in the order in which they are tried
 */
public record PriceBook(
        long id,
        String name,
        String currency,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTo,
        boolean isDefault,
        boolean active,
        List<PriceRule> rules,
        @Nullable String externalId,
        Stamp stamp)
        implements Stamped {

    boolean isInUse() {
        return active && stamp.deletedAt() == null;
    }

    boolean appliesOn(LocalDate day) {
        return (validFrom == null || !day.isBefore(validFrom))
                && (validTo == null || !day.isAfter(validTo));
    }
}
