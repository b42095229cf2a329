package headwater.crm.report.graphql;

import headwater.analytics.Answer;
import headwater.analytics.question.FunnelAnswer;
import headwater.crm.report.graphql.MetricResult.Freshness;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** A funnel as the API shows it. */
record FunnelResult(
        int definitionVersion,
        String currency,
        Freshness freshness,
        List<FunnelStage> stages,
        int wonCount,
        double wonAmount,
        int lostCount) {

    record FunnelStage(
            String stage,
            String name,
            int ordinal,
            int reached,
            double reachedAmount,
            @Nullable Double conversionFromPrevious,
            int inStage,
            double inStageAmount,
            double inStageWeightedAmount) {}

    static FunnelResult of(Answer<FunnelAnswer> answer) {
        FunnelAnswer funnel = answer.value();
        return new FunnelResult(
                funnel.definitionVersion(),
                funnel.currency(),
                Freshness.of(answer),
                funnel.stages().stream().map(FunnelResult::stage).toList(),
                Math.toIntExact(funnel.won().count()),
                funnel.won().amount(),
                Math.toIntExact(funnel.lost().count()));
    }

    private static FunnelStage stage(FunnelAnswer.Stage stage) {
        FunnelAnswer.Ratio conversion = stage.conversionFromPrevious();
        return new FunnelStage(
                RecordType.STAGE.encode(stage.stageId()),
                stage.name(),
                stage.ordinal(),
                Math.toIntExact(stage.reached()),
                stage.reachedAmount(),
                conversion == null ? null : conversion.value(),
                Math.toIntExact(stage.inStageNow()),
                stage.inStageAmount(),
                stage.inStageWeightedAmount());
    }
}
