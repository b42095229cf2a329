package headwater.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** A real company's 8,800 opportunities, and what is published of them. */
final class MavenCompany {
    private static final Path DATA = RunningSystem.home().resolve("../shared/data").normalize();
    private static final Map<String, String> ALL_OF_IT =
            Map.of("from", "2016-01-01", "to", "2018-01-01");

    private MavenCompany() {}

    static void assumePresent() {
        assumeTrue(
                Files.isDirectory(DATA.resolve("maven_crm")),
                "skipped: the data set maven_crm is not beside the checkout");
    }

    static Path folder() {
        return DATA.resolve("maven_crm");
    }

    static Path mapping() {
        return RunningSystem.home().resolve("examples/maven-crm/mapping.yaml");
    }

    /** Every figure of the answer key, asked over GraphQL. */
    static void assertPublishedFigures(GraphQl who) throws IOException {
        JsonNode key =
                JsonMapper.shared()
                        .readTree(DATA.resolve("expected-maven.json").toFile())
                        .get("maven_crm");
        assertTotal(who, "wonCount", key.get("won").asDouble());
        assertTotal(who, "lostCount", key.get("lost").asDouble());
        assertTotal(who, "winRate", key.get("win_rate").asDouble());
        assertTotal(who, "wonAmount", key.get("won_revenue").asDouble());
        assertTotal(who, "averageDealSize", key.get("avg_won").asDouble());
        assertTotal(who, "salesCycleDays", key.get("avg_cycle_won").asDouble());
        assertTotal(who, "salesCycleDaysMedian", key.get("median_cycle_won").asDouble());
        assertTotal(who, "salesCycleDaysP90", 106);

        assertGroups(who, key.get("by_close_month"), "MONTH", null, "2016-12-01", "2018-01-01");
        assertGroups(who, key.get("by_close_quarter"), "QUARTER", null, "2016-10-01", "2018-01-01");
        assertGroups(who, key.get("by_product"), null, "product", "2016-01-01", "2018-01-01");
        assertGroups(who, key.get("by_region"), null, "region", "2016-01-01", "2018-01-01");
        assertGroups(who, key.get("by_manager"), null, "manager", "2016-01-01", "2018-01-01");
        assertGroups(who, key.get("by_agent"), null, "owner", "2016-01-01", "2018-01-01");

        for (var month : key.get("open_pipeline_asof").properties()) {
            JsonNode answer =
                    metric(
                            who,
                            "openCount",
                            Map.of("from", "2016-01-01", "to", "2030-01-01"),
                            null,
                            null,
                            month.getKey() + "T00:00:00+08:00");
            assertThat(answer.at("/rows/0/value").asDouble())
                    .as("open at %s", month.getKey())
                    .isEqualTo(month.getValue().get("open_deals").asDouble());
        }
    }

    private static void assertTotal(GraphQl who, String metric, double expected) {
        JsonNode answer = metric(who, metric, ALL_OF_IT, null, null, null);
        assertThat(answer.at("/rows/0/value").asDouble())
                .as(metric)
                .isCloseTo(expected, within(0.0001));
    }

    private static void assertGroups(
            GraphQl who, JsonNode key, String grain, String dimension, String from, String to) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("won", "wonCount");
        fields.put("lost", "lostCount");
        fields.put("win_rate", "winRate");
        fields.put("won_revenue", "wonAmount");
        fields.put("avg_cycle_won_days", "salesCycleDays");
        fields.put("avg_deal", "averageDealSize");
        for (var field : fields.entrySet()) {
            JsonNode answer =
                    metric(
                            who,
                            field.getValue(),
                            Map.of("from", from, "to", to),
                            grain,
                            dimension,
                            null);
            Map<String, Double> actual = new TreeMap<>();
            for (JsonNode row : answer.get("rows")) {
                if (row.get("n").asInt() > 0) {
                    actual.put(group(row, grain), row.get("value").asDouble());
                }
            }
            Map<String, Double> expected = new TreeMap<>();
            key.properties()
                    .forEach(
                            group -> {
                                JsonNode value = group.getValue().get(field.getKey());
                                if (value != null && !value.isNull()) {
                                    expected.put(group.getKey(), value.asDouble());
                                }
                            });
            if (expected.isEmpty()) {
                continue;
            }
            String what = field.getValue() + " by " + (grain == null ? dimension : grain);
            assertThat(actual.keySet()).as(what).isEqualTo(expected.keySet());
            expected.forEach(
                    (group, value) ->
                            assertThat(actual.get(group))
                                    .as("%s of %s", what, group)
                                    .isCloseTo(value, within(0.0001)));
        }
    }

    /** A row's group as the key names it: 2017-03, 2017Q1, or the label. */
    private static String group(JsonNode row, String grain) {
        if (grain == null) {
            return row.at("/dimensions/0/label").asString();
        }
        String bucket = row.get("bucket").asString();
        int quarter = (Integer.parseInt(bucket.substring(5, 7)) + 2) / 3;
        return grain.equals("MONTH")
                ? bucket.substring(0, 7)
                : bucket.substring(0, 4) + "Q" + quarter;
    }

    private static JsonNode metric(
            GraphQl who,
            String name,
            Map<String, String> period,
            String grain,
            String dimension,
            String asOf) {
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("name", name);
        variables.put("period", period);
        variables.put("grain", grain);
        variables.put(
                "dimensions",
                dimension == null ? java.util.List.of() : java.util.List.of(dimension));
        variables.put("asOf", asOf);
        return who.ask(
                        """
                        query($name: String!, $period: PeriodInput!, $grain: TimeGrain, $dimensions: [String!], $asOf: DateTime) {
                          analytics {
                            metric(name: $name, period: $period, grain: $grain, dimensions: $dimensions, asOf: $asOf) {
                              rows { bucket dimensions { name key label } value n }
                            }
                          }
                        }
                        """,
                        variables)
                .at("/analytics/metric");
    }
}
