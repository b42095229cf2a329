package headwater.analytics.metric;

/** What a value counts. */
public enum Unit {
    /** 0 to 1. */
    RATIO,
    /** The company's currency. */
    MONEY,
    /** Opportunities. */
    COUNT,
    /** Calendar days in the company's zone. */
    DAYS
}
