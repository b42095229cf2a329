package headwater.crm.opportunity;

import headwater.crm.pipeline.ForecastCategory;
import headwater.crm.shared.Identified;
import headwater.crm.shared.Money;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * One business-relevant change, with all values right after it.
 *
 * @param at business instant
 * @param byId who did it; null for the system
 * @param unmet what stages asked for and was not met, when it was overridden
 */
public record OpportunityChange(
        long id,
        long opportunityId,
        Kind kind,
        Instant at,
        Instant recordedAt,
        @Nullable Long byId,
        @Nullable String reason,
        long stageId,
        long ownerId,
        @Nullable Money amount,
        int probability,
        ForecastCategory forecastCategory,
        @Nullable LocalDate closeOn,
        boolean overridden,
        List<String> unmet)
        implements Identified {

    /** What changed. */
    public enum Kind {
        CREATED,
        STAGE,
        AMOUNT,
        OWNER,
        CLOSE_DATE,
        FORECAST_CATEGORY,
        PROBABILITY,
        CLOSED,
        REOPENED,
        DELETED,
        RESTORED
    }
}
