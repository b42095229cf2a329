package headwater.crm.report;

import headwater.analytics.Question;
import headwater.analytics.metric.Dimension;
import headwater.analytics.metric.MetricFilter;
import headwater.analytics.metric.MetricQuestion;
import headwater.analytics.metric.MetricRegistry;
import headwater.analytics.question.Funnel;
import headwater.crm.permission.Viewer;
import headwater.crm.shared.FieldNotAccessible;
import headwater.crm.shared.RecordType;

/**
 * What fields of records the answer to a question tells, so that nobody counts by a field that he
 * may not read.
 */
final class QuestionFields {
    private QuestionFields() {}

    /**
     * @throws FieldNotAccessible if the viewer may not read a field that the metric, a dimension or
     *     the filter goes by
     */
    static void require(Viewer viewer, Question<?> question) {
        switch (question) {
            case MetricQuestion metric -> require(viewer, metric);
            // A funnel's counts; its amounts are fields of their own.
            case Funnel funnel -> opportunity(viewer, "pipeline", "stage", "createdAt");
            default -> throw new IllegalArgumentException(question.name() + " names no fields");
        }
    }

    private static void require(Viewer viewer, MetricQuestion question) {
        opportunity(viewer, "stageCategory");
        switch (MetricRegistry.named(question.metric()).unit()) {
            case MONEY -> opportunity(viewer, "companyAmount", "closedAt");
            case DAYS -> opportunity(viewer, "createdAt", "closedAt");
            case COUNT, RATIO -> opportunity(viewer, "closedAt");
        }
        question.dimensions().forEach(dimension -> require(viewer, dimension));
        MetricFilter filter = question.filter();
        if (!filter.ownerIds().isEmpty()
                || !filter.managerIds().isEmpty()
                || !filter.teamIds().isEmpty()
                || !filter.regionIds().isEmpty()) {
            require(viewer, Dimension.OWNER);
        }
        if (!filter.productIds().isEmpty()) {
            require(viewer, Dimension.PRODUCT);
        }
        if (!filter.sectors().isEmpty()) {
            require(viewer, Dimension.SECTOR);
        }
        if (!filter.pipelineIds().isEmpty()) {
            opportunity(viewer, "pipeline");
        }
    }

    private static void require(Viewer viewer, Dimension dimension) {
        switch (dimension) {
            case OWNER, MANAGER, TEAM, REGION -> opportunity(viewer, "owner");
            case PRODUCT -> opportunity(viewer, "lines");
            case SECTOR -> {
                opportunity(viewer, "account");
                viewer.requireReadable(RecordType.ACCOUNT, "industry");
            }
        }
    }

    private static void opportunity(Viewer viewer, String... fields) {
        for (String field : fields) {
            viewer.requireReadable(RecordType.OPPORTUNITY, field);
        }
    }
}
