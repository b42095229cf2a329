package headwater.analytics.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headwater.analytics.QuestionRefused;
import headwater.analytics.WarehouseFixture;

import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.List;

/** What is refused before anything is asked. */
class MetricQuestionTests {

    @Test
    void unknownMetricIsRefusedWithTheOnesThereAre() {
        assertThatThrownBy(() -> question("winrate", "2024-01-01", "2024-02-01"))
                .isInstanceOf(QuestionRefused.class)
                .hasMessage(
                        "There is no metric 'winrate'; there are winRate, wonAmount, wonCount,"
                                + " lostCount, averageDealSize, salesCycleDays,"
                                + " salesCycleDaysMedian, salesCycleDaysP90, openCount");
    }

    @Test
    void unknownDimensionIsRefusedWithTheOnesThereAre() {
        assertThatThrownBy(() -> Dimension.named("city"))
                .isInstanceOf(QuestionRefused.class)
                .hasMessage(
                        "There is no dimension 'city'; there are owner, manager, team, region,"
                                + " product, sector");
        assertThat(Dimension.named("region")).isEqualTo(Dimension.REGION);
    }

    @Test
    void emptyPeriodIsRefused() {
        assertThatThrownBy(() -> question("winRate", "2024-02-01", "2024-02-01"))
                .isInstanceOf(QuestionRefused.class)
                .hasMessage(
                        "The period from 2024-02-01 to 2024-02-01 is empty; 'to' should be a later"
                                + " day than 'from'");
    }

    @Test
    void dimensionGivenTwiceIsRefused() {
        assertThatThrownBy(
                        () ->
                                question(
                                        "winRate",
                                        "2024-01-01",
                                        "2024-02-01",
                                        Dimension.OWNER,
                                        Dimension.OWNER))
                .isInstanceOf(QuestionRefused.class)
                .hasMessage("A dimension is given twice in [OWNER, OWNER]; give each once");
    }

    @Test
    void onlySumsAndCountsAddUpOverTime() {
        assertThat(MetricRegistry.definitions())
                .filteredOn(MetricDefinition::additiveOverTime)
                .extracting(MetricDefinition::name)
                .containsExactly("wonAmount", "wonCount", "lostCount");
    }

    private static MetricQuestion question(
            String metric, String from, String to, Dimension... dimensions) {
        return new MetricQuestion(
                metric,
                LocalDate.parse(from),
                LocalDate.parse(to),
                null,
                List.of(dimensions),
                MetricFilter.NONE,
                null,
                WarehouseFixture.SHANGHAI);
    }
}
