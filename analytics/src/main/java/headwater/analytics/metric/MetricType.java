package headwater.analytics.metric;

/** How a metric's value follows from its rows. */
public enum MetricType {
    /** Numerator over denominator, both counts. */
    RATIO,
    /** Sum over count. */
    MEAN,
    /** An exact quantile, by nearest rank. */
    QUANTILE,
    /** A sum over a period. */
    SUM,
    /** A count over a period. */
    COUNT,
    /** A count at an instant; never to be added over time. */
    BALANCE;

    /** Whether few records make the value doubtful. */
    boolean isSampled() {
        return this == RATIO || this == MEAN || this == QUANTILE;
    }
}
