package headwater.crm.contract;

import headwater.crm.shared.Money;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What was agreed at one time; never changes.
 *
 * @param revision 1 for the contract, then its amendments
 * @param plan the instalments as they were then
 * @param reason of the amendment
 */
public record ContractVersion(
        long contractId,
        int revision,
        BigDecimal value,
        String currency,
        @Nullable LocalDate startsOn,
        @Nullable LocalDate endsOn,
        List<Part> plan,
        @Nullable String reason,
        Instant approvedAt) {

    /** One instalment as it was agreed. */
    public record Part(
            String name,
            Instalment.Trigger trigger,
            @Nullable LocalDate dueOn,
            @Nullable String milestone,
            int offsetDays,
            BigDecimal amount) {

        static Part of(Instalment instalment) {
            return new Part(
                    instalment.name(),
                    instalment.trigger(),
                    instalment.dueOn(),
                    instalment.milestone(),
                    instalment.offsetDays(),
                    instalment.amount());
        }
    }

    public @Nullable Money amount() {
        return Money.of(value, currency);
    }
}
