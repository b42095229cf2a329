package headwater.crm.campaign;

import headwater.crm.shared.Money;
import headwater.crm.shared.Stamp;
import headwater.crm.shared.Stamped;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What marketing does to be found.
 *
 * @param kind in the company's words, such as exhibition
 * @param endsOn last day, inclusive
 */
public record Campaign(
        long id,
        String name,
        @Nullable String kind,
        Status status,
        @Nullable LocalDate startsOn,
        @Nullable LocalDate endsOn,
        @Nullable BigDecimal planned,
        @Nullable BigDecimal spent,
        String currency,
        long ownerId,
        @Nullable String externalId,
        Stamp stamp)
        implements Stamped {

    /** Where it stands. */
    public enum Status {
        PLANNED,
        ACTIVE,
        COMPLETED,
        CANCELLED
    }

    public @Nullable Money plannedBudget() {
        return Money.of(planned, currency);
    }

    public @Nullable Money actualCost() {
        return Money.of(spent, currency);
    }
}
