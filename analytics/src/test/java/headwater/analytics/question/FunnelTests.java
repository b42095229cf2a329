package headwater.analytics.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headwater.analytics.QuestionRefused;
import headwater.analytics.WarehouseFixture;
import headwater.analytics.question.FunnelAnswer.Outcome;
import headwater.analytics.question.FunnelAnswer.Ratio;
import headwater.analytics.question.FunnelAnswer.Stage;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

class FunnelTests {

    private final WarehouseFixture warehouse = WarehouseFixture.company();

    @Test
    void everyDealCountsInEachStageUpToItsFurthest() {
        warehouse.deal(1).amount("100").created("2024-01-02").moved(2, "2024-01-03");
        warehouse.deal(2).amount("200").created("2024-01-02").moved(3, "2024-01-03");
        warehouse.deal(3).amount("400").created("2024-01-02").won("2024-01-03");
        warehouse
                .deal(4)
                .amount("800")
                .created("2024-01-02")
                .moved(2, "2024-01-03")
                .lost("2024-01-04");
        warehouse.deal(5).created("2024-01-02");

        var funnel = warehouse.ask(funnel(null));

        assertThat(funnel.stages())
                .containsExactly(
                        new Stage(1, "Stage 1", 1, 5, 1500, null, 1, 0, 0),
                        new Stage(2, "Stage 2", 2, 4, 1500, new Ratio(0.8, 4, 5), 1, 100, 40),
                        new Stage(3, "Stage 3", 3, 2, 600, new Ratio(0.5, 2, 4), 1, 200, 120));
        assertThat(funnel.won()).isEqualTo(new Outcome(1, 400));
        assertThat(funnel.lost()).isEqualTo(new Outcome(1, 800));
        assertThat(funnel.currency()).isEqualTo("CNY");
    }

    @Test
    void movingBackDoesNotLowerWhatWasReached() {
        warehouse.deal(1).created("2024-01-02").moved(3, "2024-01-03").moved(1, "2024-01-04");

        assertThat(reached(null)).containsExactly(1L, 1L, 1L);
        assertThat(warehouse.ask(funnel(null)).stages())
                .extracting(Stage::inStageNow)
                .containsExactly(1L, 0L, 0L);
    }

    @Test
    void cohortIsWhatWasCreatedInThePeriodAndTheSnapshotIsAllThatIsOpen() {
        warehouse.deal(1).created("2023-12-31T23:59");
        warehouse.deal(2).created("2024-01-01T00:00");
        warehouse.deal(3).created("2025-01-01T00:00");

        assertThat(reached(null)).containsExactly(1L, 0L, 0L);
        assertThat(warehouse.ask(funnel(null)).stages().getFirst().inStageNow()).isEqualTo(3);
    }

    @Test
    void otherPipelinesAndDeletedDealsStayOut() {
        warehouse.stage(11, 2, 1);
        warehouse.deal(1).created("2024-01-02");
        warehouse.deal(2).pipeline(2).created("2024-01-02");
        warehouse.deal(3).created("2024-01-02").deleted("2024-01-03");

        assertThat(reached(null)).containsExactly(1L, 0L, 0L);
        assertThat(reached(WarehouseFixture.at("2024-01-03"))).containsExactly(1L, 0L, 0L);
    }

    @Test
    void asOfIsExclusive() {
        warehouse.deal(1).created("2024-01-02").moved(2, "2024-01-03").won("2024-01-04");

        assertThat(reached(WarehouseFixture.at("2024-01-03"))).containsExactly(1L, 0L, 0L);
        assertThat(reached(WarehouseFixture.at("2024-01-04"))).containsExactly(1L, 1L, 0L);
        assertThat(reached(null)).containsExactly(1L, 1L, 1L);
    }

    /** Stage 2 goes to 3, and 3 becomes the second; later 3 goes to 1. */
    @Test
    void whoReachedAStageThatIsGoneHasReachedTheOneThatTookOver() {
        warehouse.deal(1).created("2024-01-02").moved(2, "2024-01-03").lost("2024-01-04");
        warehouse.deal(2).created("2024-01-02").moved(3, "2024-01-03");
        warehouse.deal(3).created("2024-01-02");
        warehouse.retired(2, 2, "2024-02-01", 3).stage(3, 1, 2);

        assertThat(warehouse.ask(funnel(null)).stages())
                .extracting(Stage::stageId)
                .containsExactly(1L, 3L);
        assertThat(reached(null)).containsExactly(3L, 2L);
        assertThat(warehouse.ask(funnel(WarehouseFixture.at("2024-02-01"))).stages())
                .extracting(Stage::stageId)
                .containsExactly(1L, 2L, 3L);
        assertThat(reached(WarehouseFixture.at("2024-02-01"))).containsExactly(3L, 2L, 1L);

        warehouse.retired(3, 2, "2024-03-01", 1);

        assertThat(reached(null)).containsExactly(3L);
        assertThat(reached(WarehouseFixture.at("2024-02-15"))).containsExactly(3L, 2L);
    }

    @Test
    void emptyPipelineHasItsStagesAndNoConversion() {
        var funnel = warehouse.ask(funnel(null));

        assertThat(funnel.stages()).hasSize(3);
        assertThat(funnel.stages().getLast().conversionFromPrevious())
                .isEqualTo(new Ratio(null, 0, 0));
        assertThat(funnel.won()).isEqualTo(new Outcome(0, 0));
    }

    @Test
    void pipelineThatDoesNotExistIsRefused() {
        var nowhere =
                new Funnel(
                        77,
                        LocalDate.parse("2024-01-01"),
                        LocalDate.parse("2025-01-01"),
                        null,
                        WarehouseFixture.SHANGHAI);

        assertThatThrownBy(() -> warehouse.ask(nowhere))
                .isInstanceOf(QuestionRefused.class)
                .hasMessage("Pipeline 77 has no open stages or does not exist");
    }

    private List<Long> reached(@Nullable Instant asOf) {
        return warehouse.ask(funnel(asOf)).stages().stream().map(Stage::reached).toList();
    }

    private static Funnel funnel(@Nullable Instant asOf) {
        return new Funnel(
                1,
                LocalDate.parse("2024-01-01"),
                LocalDate.parse("2025-01-01"),
                asOf,
                WarehouseFixture.SHANGHAI);
    }
}
