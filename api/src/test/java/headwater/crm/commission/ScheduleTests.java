package headwater.crm.commission;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.commission.CommissionPlan.Basis;
import headwater.crm.commission.CommissionPlan.Method;
import headwater.crm.commission.Schedule.Piece;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;

/** SPEC C6, the vector of the tiers and what must hold for any amounts. */
class ScheduleTests {
    private static final List<Tier> TIERS =
            List.of(tier("0", "3"), tier("100000", "5"), tier("300000", "8"));

    @Test
    void marginalTiersAreFilledOneAfterTheOther() {
        var schedule = new Schedule(Method.TIER_MARGINAL, TIERS, null);

        assertThat(amounts(schedule, "0", "56000")).containsExactly("1680.00");
        assertThat(amounts(schedule, "56000", "98000")).containsExactly("1260.00");
        assertThat(amounts(schedule, "98000", "168000")).containsExactly("60.00", "3400.00");
        assertThat(amounts(schedule, "0", "24000")).containsExactly("720.00");
        assertThat(amounts(schedule, "42000", "72000")).containsExactly("900.00");
        assertThat(amounts(schedule, "90000", "310000"))
                .containsExactly("300.00", "10000.00", "800.00");
    }

    @Test
    void exactlyAtATiersBeginningTheOneBelowCounts() {
        var marginal = new Schedule(Method.TIER_MARGINAL, TIERS, null);
        var whole = new Schedule(Method.TIER_WHOLE, TIERS, null);

        assertThat(amounts(marginal, "0", "100000")).containsExactly("3000.00");
        assertThat(sum(whole.pieces(BigDecimal.ZERO, new BigDecimal("100000"))))
                .isEqualByComparingTo("3000");
    }

    @Test
    void wholeTiersRaiseTheRateOfAll() {
        var schedule = new Schedule(Method.TIER_WHOLE, TIERS, null);

        // 100,000.01 × 5 % − 90,000 × 3 %
        assertThat(sum(schedule.pieces(new BigDecimal("90000"), new BigDecimal("100000.01"))))
                .isEqualByComparingTo("2300");
    }

    @Test
    void whatIsTakenBackLeavesTheHighestTierFirst() {
        var schedule = new Schedule(Method.TIER_MARGINAL, TIERS, null);

        assertThat(amounts(schedule, "168000", "68000")).containsExactly("-960.00", "-3400.00");
        assertThat(amounts(schedule, "10000", "-20000")).containsExactly("-900.00");
    }

    /** 100,000 × 3 % = 3,000, and 2,000 of the next tier are left below the cap. */
    @Test
    void aCapCutsOffTheHighestTiersFirst() {
        var schedule = new Schedule(Method.TIER_MARGINAL, TIERS, new BigDecimal("5000"));

        assertThat(amounts(schedule, "0", "310000")).containsExactly("3000.00", "2000.00", "0.00");
        assertThat(amounts(schedule, "310000", "120000")).containsExactly("-1000.00", "0.00");
    }

    @Test
    void howeverItCameTheSumIsWhatTheLastAmountGives() {
        var random = new Random(20261123);
        for (Method method : List.of(Method.TIER_MARGINAL, Method.TIER_WHOLE)) {
            var free = new Schedule(method, TIERS, null);
            var capped = new Schedule(method, TIERS, new BigDecimal("9000"));
            BigDecimal cumulative = BigDecimal.ZERO;
            BigDecimal bookedFree = BigDecimal.ZERO;
            BigDecimal bookedCapped = BigDecimal.ZERO;
            for (int i = 0; i < 2000; i++) {
                BigDecimal next = BigDecimal.valueOf(random.nextLong(50_000_000), 2);
                bookedFree = bookedFree.add(sum(free.pieces(cumulative, next)));
                bookedCapped = bookedCapped.add(sum(capped.pieces(cumulative, next)));
                cumulative = next;
                assertThat(bookedFree)
                        .isEqualByComparingTo(sum(free.pieces(BigDecimal.ZERO, cumulative)));
                assertThat(bookedCapped)
                        .isEqualByComparingTo(bookedFree.min(new BigDecimal("9000")));
            }
        }
    }

    @Test
    void thePartsOfAnAmountAddUpToItAndTheLargestTakesWhatIsLeft() {
        var splits = List.of(part(1, "33.33"), part(2, "33.34"), part(3, "33.33"));

        assertThat(ContractSplit.divide(new BigDecimal("0.05"), splits).values())
                .containsExactly(
                        new BigDecimal("0.02"), new BigDecimal("0.01"), new BigDecimal("0.02"));
    }

    private static List<String> amounts(Schedule schedule, String before, String after) {
        return schedule.pieces(new BigDecimal(before), new BigDecimal(after)).stream()
                .map(piece -> piece.amount().toPlainString())
                .toList();
    }

    private static BigDecimal sum(List<Piece> pieces) {
        return pieces.stream().map(Piece::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Tier tier(String from, String rate) {
        return new Tier(new BigDecimal(from), new BigDecimal(rate));
    }

    private static ContractSplit part(long user, String percent) {
        return new ContractSplit(1, user, new BigDecimal(percent), Basis.RECEIPT_CONFIRMED);
    }
}
