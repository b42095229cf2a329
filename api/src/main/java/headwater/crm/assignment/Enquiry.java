package headwater.crm.assignment;

import org.jspecify.annotations.Nullable;

/**
 * A new lead as rules see it.
 *
 * @param customerOwnerId who owns the customer that it comes from; null when there is none
 */
public record Enquiry(
        @Nullable Long sourceId,
        @Nullable Long campaignId,
        @Nullable String region,
        @Nullable String industry,
        @Nullable String grade,
        @Nullable Long customerOwnerId) {}
