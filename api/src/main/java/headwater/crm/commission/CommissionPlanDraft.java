package headwater.crm.commission;

import headwater.crm.commission.CommissionPlan.Method;
import headwater.crm.commission.CommissionPlan.Period;
import headwater.crm.record.Draft;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** What a caller says of a plan. */
public record CommissionPlanDraft(
        String name,
        Period period,
        Method method,
        LocalDate effectiveFrom,
        List<Tier> tiers,
        @Nullable String externalId,
        @Nullable String idempotencyKey)
        implements Draft {
    private static final BigDecimal MOST = BigDecimal.valueOf(300);

    /** Plans do not change, so the tiers are not asked for again. */
    static CommissionPlanDraft of(CommissionPlan plan) {
        return new CommissionPlanDraft(
                plan.name(),
                plan.period(),
                plan.method(),
                plan.effectiveFrom(),
                List.of(),
                plan.externalId(),
                null);
    }

    @Override
    public void validate(Violations violations) {
        violations.requireText(name, "name");
        violations.limit(externalId, "externalId");
        violations.invalidIf(
                tiers.isEmpty() || tiers.size() > 20, "tiers must be 1 to 20.", "tiers");
        violations.invalidIf(
                method == Method.FLAT && tiers.size() > 1, "A FLAT plan has one tier.", "tiers");
        BigDecimal last = null;
        for (int i = 0; i < tiers.size(); i++) {
            Tier tier = tiers.get(i);
            String[] field = {"tiers", Integer.toString(i)};
            violations.amount(tier.from(), "tiers", Integer.toString(i), "from");
            violations.invalidIf(
                    last == null ? tier.from().signum() != 0 : tier.from().compareTo(last) <= 0,
                    last == null
                            ? "The first tier begins at 0, not at %s.".formatted(tier.from())
                            : "A tier begins above the one before, %s, not at %s."
                                    .formatted(last, tier.from()),
                    field);
            violations.invalidIf(
                    tier.rate().signum() < 0 || tier.rate().compareTo(MOST) > 0,
                    "rate must be 0 to 300 percent, not %s.".formatted(tier.rate()),
                    field);
            violations.invalidIf(
                    tier.rate().stripTrailingZeros().scale() > 4,
                    "rate has at most 4 decimals, unlike %s.".formatted(tier.rate()),
                    field);
            last = tier.from();
        }
    }
}
