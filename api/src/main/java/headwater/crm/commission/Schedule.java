package headwater.crm.commission;

import headwater.crm.commission.CommissionPlan.Method;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a plan gives when somebody's cumulative amount changes. Each tier's earning is a function of
 * the cumulative amount, rounded half up to 0.01; a piece is the difference of two such earnings,
 * so that pieces always add up to what the plan gives for the last amount, whatever their order.
 */
final class Schedule {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Method method;
    private final List<Tier> tiers;
    private final @Nullable BigDecimal cap;

    /**
     * @param cap what all tiers give together at most; null for no limit
     */
    Schedule(Method method, List<Tier> tiers, @Nullable BigDecimal cap) {
        this.method = method;
        this.tiers = tiers;
        this.cap = cap;
    }

    /**
     * What one tier gives.
     *
     * @param to where the tier ends; null for the last
     * @param basis amount that came into the tier; below 0 for what left it
     */
    record Piece(Tier tier, @Nullable BigDecimal to, BigDecimal basis, BigDecimal amount) {}

    /** From one cumulative amount to another, lower tiers first; none where nothing changes. */
    List<Piece> pieces(BigDecimal before, BigDecimal after) {
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < tiers.size(); i++) {
            BigDecimal basis = within(i, after).subtract(within(i, before));
            BigDecimal amount = given(i, after).subtract(given(i, before));
            if (basis.signum() != 0 || amount.signum() != 0) {
                pieces.add(new Piece(tiers.get(i), end(i), basis, amount));
            }
        }
        return pieces;
    }

    /** What a tier earns, as far as the lower ones leave room below the cap. */
    private BigDecimal given(int tier, BigDecimal cumulative) {
        BigDecimal lower = BigDecimal.ZERO;
        for (int i = 0; i < tier; i++) {
            lower = lower.add(earned(i, cumulative));
        }
        return capped(lower.add(earned(tier, cumulative))).subtract(capped(lower));
    }

    private BigDecimal capped(BigDecimal amount) {
        return cap == null ? amount : amount.min(cap);
    }

    private BigDecimal earned(int tier, BigDecimal cumulative) {
        return within(tier, cumulative)
                .multiply(tiers.get(tier).rate())
                .divide(HUNDRED, 2, RoundingMode.HALF_UP);
    }

    /** How much of a cumulative amount a tier's rate is applied to. */
    private BigDecimal within(int tier, BigDecimal cumulative) {
        BigDecimal from = tiers.get(tier).from();
        BigDecimal to = end(tier);
        if (method == Method.TIER_WHOLE) {
            boolean reached = tier == 0 || cumulative.compareTo(from) > 0;
            boolean passed = to != null && cumulative.compareTo(to) > 0;
            return reached && !passed ? cumulative : BigDecimal.ZERO;
        }
        // What was taken back may be more than the period has brought: that is the first tier's.
        BigDecimal above = cumulative.subtract(from);
        BigDecimal inside = tier == 0 ? above : above.max(BigDecimal.ZERO);
        return to == null ? inside : inside.min(to.subtract(from));
    }

    private @Nullable BigDecimal end(int tier) {
        return tier + 1 < tiers.size() ? tiers.get(tier + 1).from() : null;
    }
}
