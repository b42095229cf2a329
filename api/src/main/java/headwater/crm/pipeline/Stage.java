package headwater.crm.pipeline;

import headwater.crm.shared.Identified;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A step of a pipeline.
 *
 * @param ordinal place in the pipeline, from 1
 * @param probability of winning, in percent: 100 when won, 0 when lost
 * @param createAllowed whether opportunities may begin here
 * @param approvalOnEntry whether somebody has to agree before an opportunity comes in
 * @param maxStayDays after which owner and superior learn that an opportunity still stands here
 * @param stayRepeatDays after which they learn of it again and again; null for once
 */
public record Stage(
        long id,
        long pipelineId,
        int ordinal,
        String name,
        Category category,
        int probability,
        ForecastCategory forecastCategory,
        boolean createAllowed,
        boolean approvalOnEntry,
        @Nullable Integer maxStayDays,
        @Nullable Integer stayRepeatDays,
        List<Criterion> entryCriteria,
        List<Criterion> exitCriteria,
        List<TaskTemplate> tasks)
        implements Identified {

    /** What a stage means. */
    public enum Category {
        OPEN,
        WON,
        LOST
    }

    /** Whether a task of it is got done by what is true of the opportunity. */
    public boolean hasTasksDoneByFacts() {
        return tasks.stream().anyMatch(task -> task.doneWhen() != null);
    }

    /** Whether something is to be done about who stands here, or at least watched. */
    public boolean asksForWork() {
        return !tasks.isEmpty() || maxStayDays != null;
    }
}
