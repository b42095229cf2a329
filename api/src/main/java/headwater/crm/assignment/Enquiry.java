package headwater.crm.assignment;

import org.jspecify.annotations.Nullable;

/**
 * A new lead as rules see it.
 *
 * @param customerOwnerId who owns the customer that it comes from; null when nobody does
 * @param customerId that customer; null when it comes from none
 */
public record Enquiry(
        @Nullable Long sourceId,
        @Nullable Long campaignId,
        @Nullable String region,
        @Nullable String industry,
        @Nullable String grade,
        @Nullable Long customerOwnerId,
        @Nullable Long customerId) {}
