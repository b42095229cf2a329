package headwater.crm.contract;

import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/** What a caller says of an amendment; what is null stays as it is. */
public record AmendmentDraft(
        @Nullable BigDecimal amount,
        @Nullable LocalDate endsOn,
        @Nullable List<InstalmentDraft> instalments,
        String reason) {

    Amendment.Terms of(Contract contract, Violations violations) {
        violations.requireText(reason, "reason");
        ContractDraft.validateAmount(amount, violations);
        if (instalments != null) {
            ContractDraft.validatePlan(instalments, violations);
        }
        LocalDate starts = contract.startsOn();
        violations.invalidIf(
                starts != null && endsOn != null && endsOn.isBefore(starts),
                "endsOn, %s, lies before startsOn, %s.".formatted(endsOn, starts),
                "endsOn");
        violations.invalidIf(
                amount == null && endsOn == null && instalments == null,
                "Say what shall change: amount, endsOn or instalments.");
        return new Amendment.Terms(
                Objects.requireNonNullElse(amount, contract.worth().amount()),
                endsOn == null ? contract.endsOn() : endsOn,
                instalments == null
                        ? contract.instalments().stream().map(Instalment::draft).toList()
                        : instalments,
                reason);
    }
}
