package headwater.crm.pipeline;

import headwater.crm.shared.Identified;

/**
 * A step of a pipeline.
 *
 * @param ordinal place in the pipeline, from 1
 * @param probability of winning, in percent: 100 when won, 0 when lost
 */
public record Stage(
        long id,
        long pipelineId,
        int ordinal,
        String name,
        Category category,
        int probability,
        ForecastCategory forecastCategory)
        implements Identified {

    /** What a stage means. */
    public enum Category {
        OPEN,
        WON,
        LOST
    }
}
