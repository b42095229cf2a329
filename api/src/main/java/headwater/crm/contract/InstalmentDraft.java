package headwater.crm.contract;

import headwater.crm.contract.Instalment.Trigger;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;

/**
 * What a caller says of an instalment.
 *
 * @param id of the one that it takes the place of; null for a new one
 * @param offsetDays 0 when null
 */
public record InstalmentDraft(
        @Nullable String id,
        String name,
        Trigger trigger,
        @Nullable LocalDate dueOn,
        @Nullable String milestone,
        @Nullable Integer offsetDays,
        BigDecimal amount) {
    private static final int MOST_DAYS = 3_650;

    int offset() {
        return Objects.requireNonNullElse(offsetDays, 0);
    }

    void validate(Violations violations, String... path) {
        violations.invalidIf(
                name.isBlank() || name.length() > 200, "name must have 1 to 200 characters.", path);
        violations.invalidIf(
                amount.signum() <= 0
                        || amount.stripTrailingZeros().scale() > 2
                        || amount.compareTo(ContractDraft.MOST) >= 0,
                "amount must be more than 0, with at most 2 decimals, but is %s."
                        .formatted(amount.toPlainString()),
                path);
        violations.invalidIf(
                Math.abs(offset()) > MOST_DAYS,
                "offsetDays must be within %d days.".formatted(MOST_DAYS),
                path);
        switch (trigger) {
            case DATE -> {
                if (dueOn == null) {
                    violations.add(Code.REQUIRED, "An instalment of a date needs dueOn.", path);
                }
                violations.invalidIf(
                        milestone != null || offset() != 0,
                        "An instalment of a date has no milestone and no offsetDays.",
                        path);
            }
            case MILESTONE -> {
                if (milestone == null || milestone.isBlank()) {
                    violations.add(Code.REQUIRED, "An instalment of a milestone names it.", path);
                }
                violations.invalidIf(
                        dueOn != null,
                        "An instalment of a milestone has no dueOn; recordContractMilestone sets it.",
                        path);
                violations.invalidIf(
                        milestone != null && milestone.length() > 200,
                        "milestone has at most 200 characters.",
                        path);
            }
        }
    }
}
