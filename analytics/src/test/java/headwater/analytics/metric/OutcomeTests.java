package headwater.analytics.metric;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.analytics.WarehouseFixture;
import headwater.analytics.metric.MetricAnswer.Row;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Which opportunities are won or lost, and on which day. */
class OutcomeTests {

    private final WarehouseFixture warehouse = WarehouseFixture.company();

    @Test
    void winRateIsWonAmongClosed() {
        warehouse.deal(1).created("2024-01-02").won("2024-02-01");
        warehouse.deal(2).created("2024-01-02").won("2024-02-02");
        warehouse.deal(3).created("2024-01-02").won("2024-12-31T23:59");
        warehouse.deal(4).created("2024-01-02").lost("2024-02-03");
        warehouse.deal(5).created("2024-01-02");

        assertThat(MetricAsk.of(warehouse, "winRate").row())
                .isEqualTo(new Row(null, List.of(), 0.75, 3.0, 4.0, 4, true));
    }

    @Test
    void fiveClosedAreEnough() {
        for (int deal = 1; deal <= 5; deal++) {
            warehouse.deal(deal).created("2024-01-02").won("2024-02-01");
        }

        assertThat(MetricAsk.of(warehouse, "winRate").row())
                .isEqualTo(new Row(null, List.of(), 1.0, 5.0, 5.0, 5, false));
    }

    @Test
    void nothingClosedHasNoRate() {
        warehouse.deal(1).created("2024-01-02");

        assertThat(MetricAsk.of(warehouse, "winRate").row())
                .isEqualTo(new Row(null, List.of(), null, 0.0, 0.0, 0, true));
        assertThat(MetricAsk.of(warehouse, "wonCount").row())
                .isEqualTo(new Row(null, List.of(), 0.0, 0.0, null, 0, false));
    }

    @Test
    void dealClosedLateOnTheLastOfMarchInShanghaiIsMarch() {
        warehouse.deal(1).created("2024-01-02").won("2024-03-31T23:30");
        warehouse.deal(2).created("2024-01-02").won("2024-04-01T00:30");

        assertThat(MetricAsk.of(warehouse, "wonCount").period("2024-03-01", "2024-04-01").row().n())
                .isEqualTo(1);
        assertThat(MetricAsk.of(warehouse, "wonCount").period("2024-04-01", "2024-05-01").row().n())
                .isEqualTo(1);
    }

    @Test
    void reopenedDealHasOneOutcomeTheLast() {
        warehouse
                .deal(1)
                .created("2024-01-02")
                .won("2024-02-01")
                .reopened("2024-03-01")
                .lost("2024-05-01");

        assertThat(MetricAsk.of(warehouse, "wonCount").row().n()).isZero();
        assertThat(
                        MetricAsk.of(warehouse, "lostCount")
                                .period("2024-05-01", "2024-06-01")
                                .row()
                                .n())
                .isEqualTo(1);
        assertThat(MetricAsk.of(warehouse, "wonCount").asOf("2024-03-01").row().n()).isEqualTo(1);
    }

    @Test
    void dealThatIsOpenAgainHasNoOutcome() {
        warehouse.deal(1).created("2024-01-02").won("2024-02-01").reopened("2024-03-01");

        assertThat(MetricAsk.of(warehouse, "winRate").row().n()).isZero();
    }

    @Test
    void changesAfterTheCloseDoNotMoveIt() {
        warehouse
                .deal(1)
                .amount("100")
                .created("2024-01-02")
                .won("2024-02-01")
                .amount("900")
                .changed("AMOUNT", "2024-06-01");

        assertThat(
                        MetricAsk.of(warehouse, "wonAmount")
                                .period("2024-02-01", "2024-03-01")
                                .row()
                                .value())
                .isEqualTo(100.0);
        assertThat(
                        MetricAsk.of(warehouse, "wonAmount")
                                .period("2024-06-01", "2024-07-01")
                                .row()
                                .n())
                .isZero();
    }

    @Test
    void correctionFromWonToLostCountsFromTheCorrection() {
        warehouse.deal(1).created("2024-01-02").won("2024-02-01").lost("2024-03-01");

        assertThat(MetricAsk.of(warehouse, "lostCount").grain(TimeGrain.MONTH).lines())
                .contains("2024-02-01 0.0", "2024-03-01 1.0");
    }

    @Test
    void changesOfTheSameInstantAreOrderedBySequence() {
        warehouse
                .deal(1)
                .created("2024-01-02")
                .lost("2024-01-02")
                .reopened("2024-01-02")
                .won("2024-01-02");

        assertThat(MetricAsk.of(warehouse, "winRate").row().value()).isEqualTo(1.0);
    }

    @Test
    void closingWrittenLaterCountsWhenItHappened() {
        warehouse.deal(2).created("2024-04-01").won("2024-04-02");
        warehouse.deal(1).created("2024-01-02").won("2024-02-01");

        assertThat(MetricAsk.of(warehouse, "wonCount").grain(TimeGrain.QUARTER).lines())
                .startsWith("2024-01-01 1.0", "2024-04-01 1.0");
    }

    @Test
    void asOfIsExclusive() {
        warehouse.deal(1).created("2024-01-02").won("2024-02-01T10:00");

        assertThat(MetricAsk.of(warehouse, "wonCount").asOf("2024-02-01T10:00").row().n()).isZero();
        assertThat(MetricAsk.of(warehouse, "wonCount").asOf("2024-02-01T10:01").row().n())
                .isEqualTo(1);
    }

    @Test
    void futureHasNotHappenedYet() {
        warehouse.deal(1).created("2024-01-02").won("2025-06-01");

        assertThat(MetricAsk.of(warehouse, "wonCount").period("2025-01-01", "2026-01-01").row().n())
                .isZero();
    }

    @Test
    void deletedDealsLeaveEveryFigure() {
        warehouse.deal(1).created("2024-01-02").won("2024-02-01").deleted("2024-03-01");
        warehouse
                .deal(2)
                .created("2024-01-02")
                .won("2024-02-01")
                .deletedWithoutChange("2024-03-01");
        warehouse.deal(3).created("2024-01-02").won("2024-02-01").erased();
        warehouse
                .deal(4)
                .created("2024-01-02")
                .won("2024-02-01")
                .deleted("2024-03-01")
                .restored("2024-04-01");

        assertThat(MetricAsk.of(warehouse, "wonCount").row().n()).isEqualTo(1);
        assertThat(MetricAsk.of(warehouse, "wonCount").asOf("2024-03-02").row().n()).isZero();
        assertThat(MetricAsk.of(warehouse, "openCount").asOf("2024-01-03").row().n()).isEqualTo(1);
    }
}
