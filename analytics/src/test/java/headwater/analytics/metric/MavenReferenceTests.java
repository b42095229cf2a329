package headwater.analytics.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import headwater.analytics.WarehouseFixture;
import headwater.analytics.metric.MetricAnswer.Row;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** 8,800 opportunities of a real company against the published answers. */
class MavenReferenceTests {

    private static final Path DATA =
            Path.of(System.getProperty("headwater.data", "../../shared/data"));

    private static final Path KEY = DATA.resolve("expected-maven.json");

    /** Metric by the answer key's field. */
    private static final Map<String, String> FIELDS =
            Map.of(
                    "won", "wonCount",
                    "lost", "lostCount",
                    "win_rate", "winRate",
                    "won_revenue", "wonAmount",
                    "avg_cycle_won_days", "salesCycleDays",
                    "avg_deal", "averageDealSize");

    /** Loaded at first use, which is after the check that there is something to load. */
    private static final class Reference {
        static final JsonNode ANSWERS = JsonMapper.shared().readTree(KEY.toFile()).get("maven_crm");
        static final WarehouseFixture COMPANY = MavenCompany.load(DATA.resolve("maven_crm"));
    }

    // Before each test and not before all: JUnit then counts and explains every skipped test.
    @BeforeEach
    void dataAreThere() {
        assumeTrue(Files.exists(KEY), () -> "Skipped: there is no " + KEY.toAbsolutePath());
    }

    @ParameterizedTest
    @CsvSource({
        "wonCount, 4238",
        "lostCount, 2473",
        "winRate, 0.631501",
        "wonAmount, 10005534",
        "averageDealSize, 2360.9094",
        "salesCycleDays, 51.782",
        "salesCycleDaysMedian, 57",
        "salesCycleDaysP90, 106"
    })
    void overall(String metric, double value) {
        assertThat(ask(metric).row().value()).isCloseTo(value, within(0.0001));
    }

    @Test
    void byMonth() {
        compare("by_close_month", month -> month + "-01", a -> a.grain(TimeGrain.MONTH));
    }

    @Test
    void byQuarter() {
        compare(
                "by_close_quarter",
                quarter ->
                        "%s-%02d-01"
                                .formatted(
                                        quarter.substring(0, 4), (quarter.charAt(5) - '1') * 3 + 1),
                a -> a.grain(TimeGrain.QUARTER));
    }

    @ParameterizedTest
    @CsvSource({
        "by_product, PRODUCT",
        "by_agent, OWNER",
        "by_manager, MANAGER",
        "by_region, REGION"
    })
    void byDimension(String section, Dimension dimension) {
        compare(section, Function.identity(), a -> a.by(dimension));
    }

    @Test
    void openDealsAtMonthStarts() {
        JsonNode months = Reference.ANSWERS.get("open_pipeline_asof");

        assertThat(months.size()).isEqualTo(11);
        months.properties()
                .forEach(
                        month ->
                                assertThat(ask("openCount").asOf(month.getKey()).row().n())
                                        .as(month.getKey())
                                        .isEqualTo(month.getValue().get("open_deals").asLong()));
    }

    @Test
    void openDealsAtMonthEndsAreTheSameAsOneBalancePerMonth() {
        assertThat(
                        ask("openCount")
                                .period("2017-02-01", "2018-01-01")
                                .grain(TimeGrain.MONTH)
                                .rows())
                .extracting(Row::n)
                .containsExactly(
                        1185L, 1330L, 1618L, 1535L, 1686L, 2257L, 2265L, 2409L, 2604L, 2119L,
                        1589L);
    }

    @Test
    void openDealsNowIncludeThoseWithoutAnEngageDate() {
        assertThat(ask("openCount").period("2017-01-01", "2025-01-01").row().n())
                .isEqualTo(1589 + 500);
    }

    private static void compare(
            String section, Function<String, String> keys, Function<MetricAsk, MetricAsk> narrow) {
        FIELDS.forEach(
                (field, metric) -> {
                    Map<String, Double> values =
                            narrow.apply(ask(metric)).rows().stream()
                                    .collect(
                                            Collectors.toMap(MavenReferenceTests::key, Row::value));
                    JsonNode groups = Reference.ANSWERS.get(section);
                    assertThat(values).hasSize(groups.size());
                    groups.properties()
                            .forEach(
                                    group ->
                                            assertThat(values.get(keys.apply(group.getKey())))
                                                    .as("%s of %s", metric, group.getKey())
                                                    .isCloseTo(
                                                            group.getValue().get(field).asDouble(),
                                                            within(0.0001)));
                });
    }

    private static String key(Row row) {
        return row.bucket() == null ? row.dimensions().getFirst().label() : row.bucket().toString();
    }

    private static MetricAsk ask(String metric) {
        return MetricAsk.of(Reference.COMPANY, metric).period("2017-03-01", "2018-01-01");
    }
}
