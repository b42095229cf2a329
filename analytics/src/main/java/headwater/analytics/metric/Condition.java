package headwater.analytics.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One filter in effect: the values are bound to its parameter. */
record Condition(String column, Join join, String parameter, Set<?> values) {

    static List<Condition> of(MetricFilter filter) {
        List<Condition> conditions = new ArrayList<>();
        add(conditions, Dimension.OWNER, filter.ownerIds());
        add(conditions, Dimension.MANAGER, filter.managerIds());
        add(conditions, Dimension.TEAM, filter.teamIds());
        add(conditions, Dimension.REGION, filter.regionIds());
        add(conditions, Dimension.SECTOR, filter.sectors());
        if (!filter.pipelineIds().isEmpty()) {
            conditions.add(
                    new Condition(
                            "fact.pipeline_id", Join.NONE, "pipelines", filter.pipelineIds()));
        }
        return conditions;
    }

    private static void add(List<Condition> conditions, Dimension dimension, Set<?> values) {
        if (!values.isEmpty()) {
            String parameter = dimension.publicName() + "s";
            conditions.add(new Condition(dimension.key(), dimension.join(), parameter, values));
        }
    }

    String sql() {
        return "%s IN (:%s)".formatted(column, parameter);
    }
}
