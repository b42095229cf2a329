package headwater.analytics.metric;

import static headwater.analytics.metric.Dimension.OWNER;
import static headwater.analytics.metric.Dimension.PRODUCT;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.analytics.WarehouseFixture;
import headwater.analytics.metric.MetricAnswer.Row;

import org.junit.jupiter.api.Test;

import java.util.List;

/** A balance: what is open at an instant. */
class OpenCountTests {

    private final WarehouseFixture warehouse = WarehouseFixture.company();

    @Test
    void countsWhatIsOpenAtTheEndOfThePeriod() {
        warehouse.deal(1).created("2024-01-02").won("2024-02-01");
        warehouse.deal(2).created("2024-01-31T23:59");
        warehouse.deal(3).created("2024-02-01T00:00");
        warehouse.deal(4).created("2024-01-02").lost("2024-01-03").reopened("2024-01-20");

        assertThat(MetricAsk.of(warehouse, "openCount").period("2024-01-01", "2024-02-01").row())
                .isEqualTo(new Row(null, List.of(), 3.0, 3.0, null, 3, false));
    }

    @Test
    void bucketsAreTakenAtTheirEndsAndNeverAfterNow() {
        warehouse.deal(1).created("2024-11-15").won("2025-01-01T07:00");
        warehouse.deal(2).created("2024-12-31");
        warehouse.deal(3).created("2025-01-20");

        assertThat(
                        MetricAsk.of(warehouse, "openCount")
                                .period("2024-10-01", "2025-03-01")
                                .grain(TimeGrain.MONTH)
                                .lines())
                .containsExactly(
                        "2024-10-01 0.0",
                        "2024-11-01 1.0",
                        "2024-12-01 2.0",
                        "2025-01-01 1.0",
                        "2025-02-01 1.0");
    }

    @Test
    void asOfIsExclusiveAndBeforeThePeriodsEnd() {
        warehouse.deal(1).created("2024-01-02T10:00").won("2024-03-01T10:00");

        assertThat(MetricAsk.of(warehouse, "openCount").asOf("2024-01-02T10:00").row().n())
                .isZero();
        assertThat(MetricAsk.of(warehouse, "openCount").asOf("2024-03-01T10:00").row().n())
                .isEqualTo(1);
        assertThat(MetricAsk.of(warehouse, "openCount").row().n()).isZero();
    }

    @Test
    void belongsToTheOwnerOfThatInstant() {
        warehouse.user(2, "Bob", null);
        warehouse.deal(1).created("2024-01-02").owner(2).changed("OWNER", "2024-02-15");

        assertThat(
                        MetricAsk.of(warehouse, "openCount")
                                .period("2024-02-01", "2024-04-01")
                                .grain(TimeGrain.MONTH)
                                .by(OWNER)
                                .lines())
                .containsExactly("2024-02-01 Bob 1.0", "2024-03-01 Bob 1.0");
        assertThat(MetricAsk.of(warehouse, "openCount").asOf("2024-02-01").by(OWNER).lines())
                .containsExactly("Ann 1.0");
    }

    @Test
    void countsOnceInEachProduct() {
        warehouse.product(1, "Axe").product(2, "Bow");
        warehouse.deal(1).line(1, "1").line(1, "1").line(2, "1").created("2024-01-02");

        assertThat(MetricAsk.of(warehouse, "openCount").by(PRODUCT).lines())
                .containsExactly("Axe 1.0", "Bow 1.0");
        assertThat(MetricAsk.of(warehouse, "openCount").row().n()).isEqualTo(1);
    }
}
