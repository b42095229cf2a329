package headwater.crm.assignment;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A lead as rules see it.
 *
 * @param customerOwnerId who owns the customer that it comes from; null when nobody does
 * @param customerId that customer; null when it comes from none
 * @param asked who has been given it already and has not turned to it in time
 */
public record Enquiry(
        @Nullable Long sourceId,
        @Nullable Long campaignId,
        @Nullable String region,
        @Nullable String industry,
        @Nullable String grade,
        @Nullable Long customerOwnerId,
        @Nullable Long customerId,
        List<Long> asked) {}
