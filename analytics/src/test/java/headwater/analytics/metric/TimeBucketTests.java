package headwater.analytics.metric;

import static headwater.analytics.metric.TimeGrain.DAY;
import static headwater.analytics.metric.TimeGrain.MONTH;
import static headwater.analytics.metric.TimeGrain.QUARTER;
import static headwater.analytics.metric.TimeGrain.WEEK;
import static headwater.analytics.metric.TimeGrain.YEAR;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headwater.analytics.QuestionRefused;
import headwater.analytics.WarehouseFixture;
import headwater.analytics.metric.MetricAnswer.Row;

import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.List;

class TimeBucketTests {

    private final WarehouseFixture warehouse = WarehouseFixture.company();

    @Test
    void emptyBucketsAreRows() {
        warehouse.deal(1).created("2024-01-02").won("2024-02-10");

        assertThat(
                        MetricAsk.of(warehouse, "winRate")
                                .period("2024-01-01", "2024-04-01")
                                .grain(MONTH)
                                .rows())
                .containsExactly(
                        new Row(day("2024-01-01"), List.of(), null, 0.0, 0.0, 0, true),
                        new Row(day("2024-02-01"), List.of(), 1.0, 1.0, 1.0, 1, true),
                        new Row(day("2024-03-01"), List.of(), null, 0.0, 0.0, 0, true));
    }

    @Test
    void bucketsWithoutAnyDealAreRowsToo() {
        assertThat(
                        MetricAsk.of(warehouse, "wonAmount")
                                .period("2024-01-01", "2024-01-03")
                                .grain(DAY)
                                .rows())
                .containsExactly(
                        new Row(day("2024-01-01"), List.of(), 0.0, 0.0, null, 0, false),
                        new Row(day("2024-01-02"), List.of(), 0.0, 0.0, null, 0, false));
    }

    @Test
    void everyDimensionSeenHasEveryBucket() {
        warehouse.user(2, "Bob", null);
        warehouse.deal(1).created("2024-01-02").won("2024-01-10");
        warehouse.deal(2).owner(2).created("2024-01-02").won("2024-02-10");

        assertThat(
                        MetricAsk.of(warehouse, "wonCount")
                                .period("2024-01-01", "2024-03-01")
                                .grain(MONTH)
                                .by(Dimension.OWNER)
                                .lines())
                .containsExactly(
                        "2024-01-01 Ann 1.0",
                        "2024-01-01 Bob 0.0",
                        "2024-02-01 Ann 0.0",
                        "2024-02-01 Bob 1.0");
    }

    @Test
    void weeksStartOnMondayAndCountOnlyDaysOfThePeriod() {
        warehouse.deal(1).created("2024-01-02").won("2024-02-29");
        warehouse.deal(2).created("2024-01-02").won("2024-03-03");
        warehouse.deal(3).created("2024-01-02").won("2024-03-04");

        assertThat(
                        MetricAsk.of(warehouse, "wonCount")
                                .period("2024-03-01", "2024-03-06")
                                .grain(WEEK)
                                .lines())
                .containsExactly("2024-02-26 1.0", "2024-03-04 1.0");
    }

    @Test
    void quartersAndYearsAreFiscal() {
        warehouse.deal(1).created("2024-01-02").won("2024-01-31");
        warehouse.deal(2).created("2024-01-02").won("2024-02-01");
        warehouse.deal(3).created("2024-01-02").won("2024-04-30");

        MetricAsk ask =
                MetricAsk.of(warehouse, "wonCount")
                        .period("2024-01-15", "2024-05-02")
                        .fiscalYearFrom(2);

        assertThat(ask.grain(QUARTER).lines())
                .containsExactly("2023-11-01 1.0", "2024-02-01 2.0", "2024-05-01 0.0");
        assertThat(ask.grain(YEAR).lines()).containsExactly("2023-02-01 1.0", "2024-02-01 2.0");
    }

    @Test
    void daysBefore1970AreDaysToo() {
        warehouse.deal(1).created("1969-11-02").won("1969-12-31T23:00");

        assertThat(
                        MetricAsk.of(warehouse, "wonCount")
                                .period("1969-12-30", "1970-01-02")
                                .grain(DAY)
                                .lines())
                .containsExactly("1969-12-30 0.0", "1969-12-31 1.0", "1970-01-01 0.0");
    }

    @Test
    void allOfTimeIsAPeriod() {
        warehouse.deal(1).created("2024-01-02").won("2024-02-10");

        assertThat(MetricAsk.of(warehouse, "wonCount").period("0001-01-01", "9999-12-31").row().n())
                .isEqualTo(1);
        assertThat(
                        MetricAsk.of(warehouse, "openCount")
                                .period("0001-01-01", "9999-12-31")
                                .row()
                                .n())
                .isZero();
    }

    @Test
    void tooManyBucketsAreRefused() {
        assertThatThrownBy(
                        () ->
                                MetricAsk.of(warehouse, "wonCount")
                                        .period("2000-01-01", "2024-01-01")
                                        .grain(DAY)
                                        .rows())
                .isInstanceOf(QuestionRefused.class)
                .hasMessage(
                        "The period 2000-01-01 to 2024-01-01 has more than 4000 buckets of grain"
                                + " DAY; ask for less");
    }

    private static LocalDate day(String day) {
        return LocalDate.parse(day);
    }
}
