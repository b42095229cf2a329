package headwater.crm.contract;

import headwater.crm.contract.ContractVersion.Part;
import headwater.crm.shared.Money;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A change to an approved contract, which is as it was until the change is approved.
 *
 * @param refusedReason null for who took it back himself
 */
public record Amendment(
        long id,
        long contractId,
        State state,
        Terms terms,
        String currency,
        @Nullable String refusedReason,
        Instant requestedAt,
        @Nullable Long requestedById,
        @Nullable Instant decidedAt) {

    /** What became of it. */
    public enum State {
        IN_APPROVAL,
        APPROVED,
        REFUSED
    }

    /** What shall be agreed from now on. */
    public record Terms(
            BigDecimal amount,
            @Nullable LocalDate endsOn,
            List<InstalmentDraft> instalments,
            String reason) {}

    public @Nullable Money amount() {
        return Money.of(terms.amount(), currency);
    }

    public @Nullable LocalDate endsOn() {
        return terms.endsOn();
    }

    public String reason() {
        return terms.reason();
    }

    public List<Part> plan() {
        return terms.instalments().stream()
                .map(
                        each ->
                                new Part(
                                        each.name(),
                                        each.trigger(),
                                        each.dueOn(),
                                        each.milestone(),
                                        each.offset(),
                                        each.amount()))
                .toList();
    }
}
