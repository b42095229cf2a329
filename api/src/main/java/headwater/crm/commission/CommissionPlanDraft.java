package headwater.crm.commission;

import headwater.crm.commission.CommissionPlan.Basis;
import headwater.crm.commission.CommissionPlan.Method;
import headwater.crm.commission.CommissionPlan.Period;
import headwater.crm.record.Draft;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/**
 * What a caller says of a plan.
 *
 * @param basis RECEIPT_CONFIRMED when null
 * @param participants everybody when null or empty
 */
public record CommissionPlanDraft(
        String name,
        Period period,
        Method method,
        @Nullable Basis basis,
        LocalDate effectiveFrom,
        @Nullable LocalDate effectiveUntil,
        @Nullable List<ParticipantDraft> participants,
        @Nullable BigDecimal cap,
        List<Tier> tiers,
        @Nullable String externalId,
        @Nullable String idempotencyKey)
        implements Draft {
    private static final BigDecimal MOST = BigDecimal.valueOf(300);
    private static final int MOST_PARTICIPANTS = 200;

    /** A person or a team. */
    public record ParticipantDraft(@Nullable RecordRef user, @Nullable RecordRef team) {}

    List<ParticipantDraft> participantsOrNone() {
        return Objects.requireNonNullElse(participants, List.of());
    }

    /** Plans do not change, so the tiers are not asked for again. */
    static CommissionPlanDraft of(CommissionPlan plan) {
        return new CommissionPlanDraft(
                plan.name(),
                plan.period(),
                plan.method(),
                plan.basis(),
                plan.effectiveFrom(),
                plan.effectiveUntil(),
                null,
                plan.cap(),
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
        violations.invalidIf(
                effectiveUntil != null && effectiveUntil.isBefore(effectiveFrom),
                "effectiveUntil, %s, lies before effectiveFrom, %s."
                        .formatted(effectiveUntil, effectiveFrom),
                "effectiveUntil");
        violations.amount(cap, "cap");
        violations.invalidIf(
                cap != null && cap.signum() <= 0,
                "cap must be above 0, not %s.".formatted(cap),
                "cap");
        List<ParticipantDraft> named = participantsOrNone();
        violations.invalidIf(
                named.size() > MOST_PARTICIPANTS, "participants: at most 200.", "participants");
        for (int i = 0; i < named.size(); i++) {
            violations.invalidIf(
                    (named.get(i).user() == null) == (named.get(i).team() == null),
                    "A participant is a user or a team.",
                    "participants",
                    Integer.toString(i));
        }
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
