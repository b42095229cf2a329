package headwater.crm.assignment;

import headwater.crm.shared.Stamp;
import headwater.crm.shared.Stamped;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Which leads go to whom. An empty list of conditions holds for every lead.
 *
 * @param ordinal smallest first
 * @param holdLimit whoever owns so many open leads gets no more; null for no limit
 * @param dailyQuota leads that the rule gives one person on a day; null for no limit
 * @param firstResponseMinutes working minutes within which its owner turns to a lead; null for no
 *     target
 * @param fallbackPoolId where a lead goes that fits but finds nobody free; the next rule when null
 */
public record AssignmentRule(
        long id,
        String name,
        int ordinal,
        boolean active,
        Conditions conditions,
        Strategy strategy,
        @Nullable Integer holdLimit,
        @Nullable Integer dailyQuota,
        boolean inWorkingTime,
        @Nullable Integer firstResponseMinutes,
        @Nullable Long fallbackPoolId,
        @Nullable String externalId,
        Stamp stamp)
        implements Stamped {

    /** How it chooses among those who are free. */
    public enum Strategy {
        ROUND_ROBIN,
        WEIGHTED,
        LEAST_LOADED,
        FIXED,
        REGION_MAP,
        STICKY
    }

    /** Of which leads it speaks. */
    public record Conditions(
            List<Long> sources,
            List<Long> campaigns,
            List<String> regions,
            List<String> industries,
            List<String> grades) {

        boolean hold(Enquiry enquiry) {
            return holds(sources, enquiry.sourceId())
                    && holds(campaigns, enquiry.campaignId())
                    && holds(regions, enquiry.region())
                    && holds(industries, enquiry.industry())
                    && holds(grades, enquiry.grade());
        }

        private static <T> boolean holds(List<T> wanted, @Nullable T value) {
            return wanted.isEmpty() || (value != null && wanted.contains(value));
        }
    }

    public List<String> regions() {
        return conditions.regions();
    }

    public List<String> industries() {
        return conditions.industries();
    }

    public List<String> grades() {
        return conditions.grades();
    }
}
