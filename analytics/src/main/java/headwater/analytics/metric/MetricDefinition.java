package headwater.analytics.metric;

import java.util.Set;

/**
 * What a figure means. A change of meaning is a new version.
 *
 * @param additiveOverTime whether values of buckets add up to the value of the period
 * @param additiveOver dimensions whose values add up to the total
 * @param formula the SQL that is the definition
 */
public record MetricDefinition(
        String name,
        int version,
        MetricType type,
        Unit unit,
        boolean additiveOverTime,
        Set<Dimension> additiveOver,
        String descriptionEn,
        String descriptionZh,
        Formula formula) {

    /**
     * Fragments over one row per opportunity (and product, if that is asked for) with the columns
     * {@code category}, {@code amount} and {@code cycle_days}.
     *
     * @param population which rows count
     * @param numerator aggregate; a quantile's value stands here
     * @param denominator aggregate, or NULL
     * @param n aggregate: how many records the value rests on
     */
    public record Formula(String population, String numerator, String denominator, String n) {}
}
