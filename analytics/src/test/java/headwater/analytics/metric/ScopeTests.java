package headwater.analytics.metric;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.analytics.Scope;
import headwater.analytics.WarehouseFixture;
import headwater.analytics.question.Funnel;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Set;

/** Ann may see her own deal; Bob's is worth more and must not shine through anywhere. */
class ScopeTests {

    private static final Scope ANN = new Scope.Some(Set.of(1L), Set.of());

    private final WarehouseFixture warehouse = WarehouseFixture.company();

    @BeforeEach
    void twoOwnersWhoShareEverything() {
        warehouse
                .user(2, "Bob", 9L)
                .user(9, "Max", null)
                .team(3, "REGION", "East", null)
                .account(1, "retail")
                .product(1, "Axe");
        for (long owner = 1; owner <= 2; owner++) {
            warehouse
                    .deal(owner)
                    .owner(owner)
                    .team(3)
                    .account(1)
                    .amount(owner + "00")
                    .line(1, "5")
                    .created("2024-01-02")
                    .won("2024-02-01");
        }
    }

    @Test
    void totalsAreTotalsOfWhatTheAskerMaySee() {
        assertThat(MetricAsk.of(warehouse, "wonAmount").row().value()).isEqualTo(300.0);
        assertThat(MetricAsk.of(warehouse, "wonAmount").as(ANN).row().value()).isEqualTo(100.0);
        assertThat(MetricAsk.of(warehouse, "openCount").as(ANN).asOf("2024-01-05").row().value())
                .isEqualTo(1.0);
    }

    @ParameterizedTest
    @EnumSource(Dimension.class)
    void noDimensionShowsOthers(Dimension dimension) {
        var rows = MetricAsk.of(warehouse, "wonAmount").as(ANN).by(dimension).rows();

        assertThat(rows).hasSize(1);
        assertThat(rows.getFirst().value()).isEqualTo(100.0);
        assertThat(rows.getFirst().dimensions().getFirst().label()).isNotIn("Bob", "Max");
    }

    @Test
    void filteringForOthersFindsNothing() {
        var bob =
                new MetricFilter(
                        Set.of(2L), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

        assertThat(MetricAsk.of(warehouse, "wonAmount").as(ANN).only(bob).row().value()).isZero();
        assertThat(MetricAsk.of(warehouse, "wonAmount").only(bob).row().value()).isEqualTo(200.0);
    }

    @Test
    void scopeFollowsTheOwnerOfToday() {
        warehouse.deal(2).owner(1);

        assertThat(MetricAsk.of(warehouse, "wonAmount").as(ANN).row().value()).isEqualTo(300.0);
    }

    @Test
    void dealsThatAreSharedCountAmongOwnOnes() {
        var annWithBobsDeal = new Scope.Some(Set.of(1L), Set.of(2L));
        var bobsDealAlone = new Scope.Some(Set.of(), Set.of(2L));

        assertThat(MetricAsk.of(warehouse, "wonAmount").as(annWithBobsDeal).row().value())
                .isEqualTo(300.0);
        assertThat(MetricAsk.of(warehouse, "wonAmount").as(bobsDealAlone).row().value())
                .isEqualTo(200.0);
    }

    @Test
    void nobodySeesNothing() {
        var nobody = new Scope.Some(Set.of(), Set.of());

        assertThat(
                        Arrays.stream(Dimension.values())
                                .flatMap(
                                        dimension ->
                                                MetricAsk.of(warehouse, "wonCount")
                                                        .as(nobody)
                                                        .by(dimension)
                                                        .rows()
                                                        .stream()))
                .isEmpty();
        assertThat(MetricAsk.of(warehouse, "wonCount").as(nobody).row().n()).isZero();
    }

    @Test
    void funnelHasTheSameScope() {
        var funnel =
                new Funnel(
                        1,
                        LocalDate.parse("2024-01-01"),
                        LocalDate.parse("2025-01-01"),
                        null,
                        WarehouseFixture.SHANGHAI);

        assertThat(warehouse.ask(funnel).won().amount()).isEqualTo(300.0);
        assertThat(warehouse.ask(funnel, ANN).value().won().amount()).isEqualTo(100.0);
    }
}
