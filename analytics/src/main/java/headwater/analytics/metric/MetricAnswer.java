package headwater.analytics.metric;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;

/**
 * A metric's values.
 *
 * @param unit name of a {@link Unit}
 * @param currency ISO 4217 code if the unit is MONEY, else null
 * @param rows by bucket, then by the dimensions' keys, null keys last
 */
public record MetricAnswer(
        int definitionVersion, String unit, @Nullable String currency, List<Row> rows) {

    /**
     * One value.
     *
     * @param bucket first day of the bucket; null without a grain
     * @param dimensions in the order in which they were asked for
     * @param value null if there is nothing to divide by
     * @param numerator null for quantiles; a sum or count stands here
     * @param denominator null but for ratios and means
     * @param n how many opportunities the value rests on
     * @param lowSample whether that are fewer than 5; always false for sums and counts
     */
    public record Row(
            @Nullable LocalDate bucket,
            List<DimensionValue> dimensions,
            @Nullable Double value,
            @Nullable Double numerator,
            @Nullable Double denominator,
            long n,
            boolean lowSample) {}

    /**
     * What a row is about in one dimension.
     *
     * @param id the key where it is an id; null if there is none, such as no team
     * @param text the key where it is a text
     * @param label the name to show; null if there is no key
     */
    public record DimensionValue(
            Dimension dimension,
            @Nullable Long id,
            @Nullable String text,
            @Nullable String label) {}
}
