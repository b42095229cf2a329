package headwater.analytics.metric;

import static headwater.analytics.metric.Dimension.MANAGER;
import static headwater.analytics.metric.Dimension.OWNER;
import static headwater.analytics.metric.Dimension.PRODUCT;
import static headwater.analytics.metric.Dimension.REGION;
import static headwater.analytics.metric.Dimension.SECTOR;
import static headwater.analytics.metric.Dimension.TEAM;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.analytics.WarehouseFixture;
import headwater.analytics.metric.MetricAnswer.DimensionValue;

import org.junit.jupiter.api.Test;

import java.util.Set;

/** Breaking down and narrowing. */
class DimensionTests {

    private final WarehouseFixture warehouse = WarehouseFixture.company();

    @Test
    void resultsGoToTheOwnerAtTheClose() {
        warehouse.user(2, "Bob", null);
        warehouse
                .deal(1)
                .created("2024-01-02")
                .won("2024-02-01")
                .owner(2)
                .changed("OWNER", "2024-03-01");
        warehouse.deal(2).owner(2).created("2024-01-02").won("2024-02-01");

        assertThat(MetricAsk.of(warehouse, "wonCount").by(OWNER).lines())
                .containsExactly("Ann 1.0", "Bob 1.0");
        assertThat(MetricAsk.of(warehouse, "wonCount").by(OWNER).rows().getFirst().dimensions())
                .containsExactly(new DimensionValue(OWNER, 1L, null, "Ann"));
    }

    @Test
    void managerIsTheOwnersManager() {
        warehouse.user(2, "Bob", 9L).user(3, "Cid", 9L).user(9, "Max", null);
        warehouse.deal(1).created("2024-01-02").won("2024-02-01");
        warehouse.deal(2).owner(2).created("2024-01-02").won("2024-02-01");
        warehouse.deal(3).owner(3).created("2024-01-02").won("2024-02-01");

        assertThat(MetricAsk.of(warehouse, "wonCount").by(MANAGER).lines())
                .containsExactly("Max 2.0", "- 1.0");
        assertThat(MetricAsk.of(warehouse, "wonCount").by(MANAGER, OWNER).lines())
                .containsExactly("Max, Bob 1.0", "Max, Cid 1.0", "-, Ann 1.0");
    }

    @Test
    void regionIsTheNearestAboveTheTeamOfThatDay() {
        warehouse
                .team(1, "COMPANY", "Company", null)
                .team(2, "REGION", "China", 1L)
                .team(3, "REGION", "East", 2L)
                .team(4, "DEPARTMENT", "Direct", 3L)
                .team(5, "TEAM", "Shanghai", 4L)
                .team(6, "TEAM", "Board", 1L);
        warehouse.deal(1).team(5).created("2024-01-02").won("2024-02-01");
        warehouse.deal(2).team(3).created("2024-01-02").won("2024-02-01");
        warehouse.deal(3).team(2).created("2024-01-02").won("2024-02-01");
        warehouse.deal(4).team(6).created("2024-01-02").won("2024-02-01");
        warehouse
                .deal(5)
                .created("2024-01-02")
                .won("2024-02-01")
                .team(5)
                .changed("OWNER", "2024-03-01");

        assertThat(MetricAsk.of(warehouse, "wonCount").by(REGION).lines())
                .containsExactly("China 1.0", "East 2.0", "- 2.0");
        assertThat(MetricAsk.of(warehouse, "wonCount").by(TEAM).lines())
                .containsExactly("China 1.0", "East 1.0", "Shanghai 1.0", "Board 1.0", "- 1.0");
        assertThat(filtered("wonCount", Set.of(), Set.of(3L), Set.of()).by(TEAM).lines())
                .containsExactly("East 1.0", "Shanghai 1.0");
    }

    @Test
    void sectorIsTheAccountsIndustry() {
        warehouse.account(1, "retail").account(2, null);
        warehouse.deal(1).account(1).created("2024-01-02").won("2024-02-01");
        warehouse.deal(2).account(2).created("2024-01-02").won("2024-02-01");
        warehouse.deal(3).created("2024-01-02").lost("2024-02-01");

        assertThat(MetricAsk.of(warehouse, "winRate").by(SECTOR).lines())
                .containsExactly("retail 1.0", "- 0.5");
        assertThat(MetricAsk.of(warehouse, "winRate").by(SECTOR).rows().getFirst().dimensions())
                .containsExactly(new DimensionValue(SECTOR, null, "retail", "retail"));
        assertThat(filtered("wonCount", Set.of(), Set.of(), Set.of("retail")).row().n())
                .isEqualTo(1);
    }

    @Test
    void dealWithThreeLinesCountsOnceInEachProductAndOnceInAll() {
        products();
        warehouse
                .deal(1)
                .amount("100")
                .line(1, "10")
                .line(1, "20")
                .line(2, "30")
                .created("2024-01-02")
                .won("2024-01-12");

        assertThat(MetricAsk.of(warehouse, "wonCount").by(PRODUCT).lines())
                .containsExactly("Axe 1.0", "Bow 1.0");
        assertThat(MetricAsk.of(warehouse, "wonCount").by(OWNER).lines())
                .containsExactly("Ann 1.0");
        assertThat(MetricAsk.of(warehouse, "wonAmount").row().value()).isEqualTo(100.0);
        assertThat(MetricAsk.of(warehouse, "salesCycleDays").by(PRODUCT).lines())
                .containsExactly("Axe 10.0", "Bow 10.0");
        assertThat(filtered("wonCount", Set.of(1L, 2L), Set.of(), Set.of()).row().n()).isEqualTo(1);
    }

    @Test
    void amountsAreSplitByLinesSoThatProductsAddUp() {
        products();
        var first = warehouse.deal(1).amount("100").line(1, "1").line(2, "3");
        first.created("2024-01-02").won("2024-01-12");
        var free = warehouse.deal(2).amount("90").line(1, "0").line(1, "0").line(2, "0");
        free.created("2024-01-02").won("2024-01-12");
        warehouse.deal(3).amount("7").created("2024-01-02").won("2024-01-12");
        warehouse.deal(4).line(1, "5").created("2024-01-02").won("2024-01-12");

        assertThat(MetricAsk.of(warehouse, "wonAmount").by(PRODUCT).lines())
                .containsExactly("Axe 85.0", "Bow 105.0", "- 7.0");
        assertThat(MetricAsk.of(warehouse, "wonAmount").row().value()).isEqualTo(197.0);
        assertThat(filtered("wonAmount", Set.of(1L), Set.of(), Set.of()).row().value())
                .isEqualTo(85.0);
        assertThat(filtered("wonAmount", Set.of(1L), Set.of(), Set.of()).by(PRODUCT).lines())
                .containsExactly("Axe 85.0");
    }

    @Test
    void severalDimensionsCombine() {
        products();
        warehouse.account(1, "retail").user(2, "Bob", null);
        warehouse.deal(1).account(1).line(1, "1").created("2024-01-02").won("2024-01-12");
        warehouse.deal(2).account(1).owner(2).line(1, "1").created("2024-01-02").won("2024-01-12");

        assertThat(
                        MetricAsk.of(warehouse, "wonCount")
                                .by(SECTOR, PRODUCT, OWNER, MANAGER, TEAM, REGION)
                                .lines())
                .containsExactly("retail, Axe, Ann, -, -, - 1.0", "retail, Axe, Bob, -, -, - 1.0");
    }

    @Test
    void everyFilterNarrows() {
        products();
        warehouse.account(1, "retail").user(2, "Bob", 9L).team(3, "REGION", "East", null);
        warehouse.deal(1).created("2024-01-02").won("2024-01-12");
        warehouse
                .deal(2)
                .pipeline(2)
                .account(1)
                .owner(2)
                .team(3)
                .line(1, "1")
                .created("2024-01-02")
                .won("2024-01-12");
        var all =
                new MetricFilter(
                        Set.of(2L),
                        Set.of(9L),
                        Set.of(3L),
                        Set.of(3L),
                        Set.of(1L),
                        Set.of(2L),
                        Set.of("retail"));

        assertThat(MetricAsk.of(warehouse, "wonCount").only(all).row().n()).isEqualTo(1);
        assertThat(MetricAsk.of(warehouse, "openCount").only(all).asOf("2024-01-05").row().n())
                .isEqualTo(1);
    }

    private MetricAsk filtered(
            String metric, Set<Long> products, Set<Long> regions, Set<String> sectors) {
        var filter =
                new MetricFilter(
                        Set.of(), Set.of(), Set.of(), regions, products, Set.of(), sectors);
        return MetricAsk.of(warehouse, metric).only(filter);
    }

    private void products() {
        warehouse.product(1, "Axe").product(2, "Bow");
    }
}
