package headwater.crm.report.graphql;

import headwater.analytics.metric.MetricFilter;
import headwater.crm.shared.BadInput;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The filter as the API takes it: typed ids. */
record AnalyticsFilter(
        @Nullable List<String> owners,
        @Nullable List<String> managers,
        @Nullable List<String> teams,
        @Nullable List<String> regions,
        @Nullable List<String> products,
        @Nullable List<String> pipelines,
        @Nullable List<String> sectors) {
    static final AnalyticsFilter NONE =
            new AnalyticsFilter(null, null, null, null, null, null, null);

    MetricFilter decoded() {
        return new MetricFilter(
                keys(RecordType.USER, owners),
                keys(RecordType.USER, managers),
                keys(RecordType.TEAM, teams),
                keys(RecordType.TEAM, regions),
                keys(RecordType.PRODUCT, products),
                keys(RecordType.PIPELINE, pipelines),
                sectors == null ? Set.of() : Set.copyOf(limited(sectors)));
    }

    private static Set<Long> keys(RecordType type, @Nullable List<String> ids) {
        return ids == null
                ? Set.of()
                : limited(ids).stream().map(type::decode).collect(Collectors.toSet());
    }

    private static List<String> limited(List<String> values) {
        if (values.size() > 250) {
            throw new BadInput(
                    "filter: a list takes at most 250 values, not " + values.size() + ".");
        }
        return values;
    }
}
