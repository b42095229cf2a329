package headwater.analytics.metric;

import java.util.Set;

/**
 * Narrows a metric to opportunities with one of these, as its dimensions mean them. An empty set
 * does not narrow.
 */
public record MetricFilter(
        Set<Long> ownerIds,
        Set<Long> managerIds,
        Set<Long> teamIds,
        Set<Long> regionIds,
        Set<Long> productIds,
        Set<Long> pipelineIds,
        Set<String> sectors) {

    /** All opportunities. */
    public static final MetricFilter NONE =
            new MetricFilter(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

    public MetricFilter {
        ownerIds = Set.copyOf(ownerIds);
        managerIds = Set.copyOf(managerIds);
        teamIds = Set.copyOf(teamIds);
        regionIds = Set.copyOf(regionIds);
        productIds = Set.copyOf(productIds);
        pipelineIds = Set.copyOf(pipelineIds);
        sectors = Set.copyOf(sectors);
    }
}
