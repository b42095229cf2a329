package headwater.analytics.metric;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.analytics.WarehouseFixture;
import headwater.analytics.metric.MetricAnswer.Row;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Sums and means of money and days. */
class AmountTests {

    private final WarehouseFixture warehouse = WarehouseFixture.company();

    @Test
    void wonAmountIsTheSumToTheCent() {
        warehouse.deal(1).amount("0.10").created("2024-01-02").won("2024-02-01");
        warehouse.deal(2).amount("0.20").created("2024-01-02").won("2024-02-01");
        warehouse.deal(3).amount("50").created("2024-01-02").lost("2024-02-01");

        MetricAnswer answer = MetricAsk.of(warehouse, "wonAmount").answer();

        assertThat(answer.rows())
                .containsExactly(new Row(null, List.of(), 0.3, 0.3, null, 2, false));
        assertThat(answer.unit()).isEqualTo("MONEY");
        assertThat(answer.currency()).isEqualTo("CNY");
        assertThat(answer.definitionVersion()).isEqualTo(1);
    }

    @Test
    void unknownAmountsCountButAreNoPartOfTheAverage() {
        warehouse.deal(1).amount("100").created("2024-01-02").won("2024-02-01");
        warehouse.deal(2).amount("200").created("2024-01-02").won("2024-02-01");
        warehouse.deal(3).created("2024-01-02").won("2024-02-01");

        assertThat(MetricAsk.of(warehouse, "wonCount").row().value()).isEqualTo(3.0);
        assertThat(MetricAsk.of(warehouse, "wonAmount").row())
                .isEqualTo(new Row(null, List.of(), 300.0, 300.0, null, 3, false));
        assertThat(MetricAsk.of(warehouse, "averageDealSize").row())
                .isEqualTo(new Row(null, List.of(), 150.0, 300.0, 2.0, 2, true));
    }

    @Test
    void onlyUnknownAmountsHaveNoAverage() {
        warehouse.deal(1).created("2024-01-02").won("2024-02-01");

        assertThat(MetricAsk.of(warehouse, "averageDealSize").row())
                .isEqualTo(new Row(null, List.of(), null, 0.0, 0.0, 0, true));
        assertThat(MetricAsk.of(warehouse, "wonAmount").row().value()).isZero();
    }

    @Test
    void cycleCountsDaysOfTheCompanysZoneToTheLastClose() {
        warehouse.deal(1).created("2024-01-01T23:50").won("2024-01-02T00:10");
        warehouse
                .deal(2)
                .created("2024-01-01")
                .won("2024-01-03")
                .reopened("2024-01-05")
                .won("2024-01-11");
        warehouse.deal(3).created("2024-01-01").lost("2024-03-01");

        assertThat(MetricAsk.of(warehouse, "salesCycleDays").row())
                .isEqualTo(new Row(null, List.of(), 5.5, 11.0, 2.0, 2, true));
        assertThat(MetricAsk.of(warehouse, "salesCycleDays").answer().unit()).isEqualTo("DAYS");
    }

    @Test
    void quantilesAreDaysThatOccurred() {
        for (int day = 1; day <= 10; day++) {
            String close = "2024-01-%02d".formatted(day + 1);
            warehouse.deal(day).created("2024-01-01").won(close);
        }

        assertThat(MetricAsk.of(warehouse, "salesCycleDaysMedian").row())
                .isEqualTo(new Row(null, List.of(), 6.0, null, null, 10, false));
        assertThat(MetricAsk.of(warehouse, "salesCycleDaysP90").row())
                .isEqualTo(new Row(null, List.of(), 10.0, null, null, 10, false));
    }

    @Test
    void quantileOfNothingIsNull() {
        assertThat(MetricAsk.of(warehouse, "salesCycleDaysP90").row())
                .isEqualTo(new Row(null, List.of(), null, null, null, 0, true));
    }
}
