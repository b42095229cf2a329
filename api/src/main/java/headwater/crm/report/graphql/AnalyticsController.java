package headwater.crm.report.graphql;

import headwater.analytics.Answer;
import headwater.analytics.QuestionRefused;
import headwater.analytics.metric.Dimension;
import headwater.analytics.metric.MetricAnswer;
import headwater.analytics.metric.MetricDefinition;
import headwater.analytics.metric.MetricQuestion;
import headwater.analytics.metric.MetricRegistry;
import headwater.analytics.metric.TimeGrain;
import headwater.analytics.question.Funnel;
import headwater.analytics.question.FunnelAnswer;
import headwater.crm.permission.Viewer;
import headwater.crm.report.ReportService;
import headwater.crm.shared.BadInput;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

@Controller
class AnalyticsController {
    private static final int MAX_DIMENSIONS = 4;

    private final ReportService reports;

    AnalyticsController(ReportService reports) {
        this.reports = reports;
    }

    /** Where the questions hang; holds nothing itself. */
    record Analytics() {}

    record PeriodInput(LocalDate from, LocalDate to) {}

    @QueryMapping
    Analytics analytics(Viewer viewer) {
        return new Analytics();
    }

    @SchemaMapping(typeName = "Analytics")
    MetricResult metric(
            Viewer viewer,
            @Argument String name,
            @Argument PeriodInput period,
            @Argument @Nullable TimeGrain grain,
            @Argument @Nullable List<String> dimensions,
            @Argument @Nullable AnalyticsFilter filter,
            @Argument @Nullable Instant asOf,
            @Argument @Nullable String after) {
        List<Dimension> by = dimensions(dimensions);
        AnalyticsFilter narrowing = filter == null ? AnalyticsFilter.NONE : filter;
        Answer<MetricAnswer> answer =
                reports.ask(
                        viewer,
                        calendar ->
                                new MetricQuestion(
                                        name,
                                        period.from(),
                                        period.to(),
                                        grain,
                                        by,
                                        narrowing.decoded(),
                                        asOf,
                                        calendar),
                        after);
        return MetricResult.of(answer);
    }

    @SchemaMapping(typeName = "Analytics")
    List<MetricDefinition> metrics(Viewer viewer) {
        return MetricRegistry.definitions();
    }

    @SchemaMapping(typeName = "Analytics")
    FunnelResult funnel(
            Viewer viewer,
            @Argument String pipeline,
            @Argument PeriodInput period,
            @Argument @Nullable Instant asOf,
            @Argument @Nullable String after) {
        long key = RecordType.PIPELINE.decode(pipeline);
        Answer<FunnelAnswer> answer =
                reports.ask(
                        viewer,
                        calendar -> new Funnel(key, period.from(), period.to(), asOf, calendar),
                        after);
        return FunnelResult.of(answer);
    }

    private static List<Dimension> dimensions(@Nullable List<String> names) {
        if (names == null) {
            return List.of();
        }
        if (names.size() > MAX_DIMENSIONS) {
            throw new BadInput("dimensions: at most " + MAX_DIMENSIONS + ".");
        }
        try {
            return names.stream().map(Dimension::named).toList();
        } catch (QuestionRefused e) {
            throw new BadInput("dimensions: " + e.getMessage());
        }
    }
}
