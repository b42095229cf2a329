package headwater.crm.report.graphql;

import headwater.analytics.Answer;
import headwater.analytics.metric.Dimension;
import headwater.analytics.metric.MetricAnswer;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** A metric's answer as the API shows it. */
record MetricResult(
        int definitionVersion,
        String unit,
        @Nullable String currency,
        Freshness freshness,
        List<MetricRow> rows) {

    record MetricRow(
            @Nullable LocalDate bucket,
            List<DimensionValue> dimensions,
            @Nullable Double value,
            @Nullable Double numerator,
            @Nullable Double denominator,
            int n,
            boolean lowSample) {}

    record DimensionValue(String name, @Nullable String key, @Nullable String label) {}

    record Freshness(Instant asOf, int lagMillis) {
        static Freshness of(Answer<?> answer) {
            long lag = answer.freshness().lag().toMillis();
            return new Freshness(answer.freshness().asOf(), (int) Math.min(lag, Integer.MAX_VALUE));
        }
    }

    static MetricResult of(Answer<MetricAnswer> answer) {
        MetricAnswer metric = answer.value();
        return new MetricResult(
                metric.definitionVersion(),
                metric.unit(),
                metric.currency(),
                Freshness.of(answer),
                metric.rows().stream().map(MetricResult::row).toList());
    }

    private static MetricRow row(MetricAnswer.Row row) {
        return new MetricRow(
                row.bucket(),
                row.dimensions().stream().map(MetricResult::dimension).toList(),
                row.value(),
                row.numerator(),
                row.denominator(),
                Math.toIntExact(row.n()),
                row.lowSample());
    }

    private static DimensionValue dimension(MetricAnswer.DimensionValue value) {
        String key = value.id() == null ? value.text() : type(value.dimension()).encode(value.id());
        return new DimensionValue(value.dimension().publicName(), key, value.label());
    }

    private static RecordType type(Dimension dimension) {
        return switch (dimension) {
            case OWNER, MANAGER -> RecordType.USER;
            case TEAM, REGION -> RecordType.TEAM;
            case PRODUCT -> RecordType.PRODUCT;
            case SECTOR -> throw new IllegalArgumentException("sectors have no ids");
        };
    }
}
