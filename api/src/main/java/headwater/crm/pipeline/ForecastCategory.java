package headwater.crm.pipeline;

/** How sure an opportunity is, for the forecast. */
public enum ForecastCategory {
    OMITTED,
    PIPELINE,
    BEST_CASE,
    COMMIT,
    CLOSED
}
