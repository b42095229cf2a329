package headwater.crm.pipeline;

import headwater.crm.pipeline.Stage.Category;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;

/**
 * What a caller says of a pipeline.
 *
 * @param stages in order
 */
public record PipelineDraft(
        String name,
        @Nullable Boolean isDefault,
        List<StageDraft> stages,
        @Nullable String externalId,
        @Nullable String idempotencyKey) {

    /**
     * One stage.
     *
     * @param id of the stage to keep or rename; null for a new one or one known by its name
     * @param probability in percent; needed for open stages
     */
    public record StageDraft(
            @Nullable String id,
            String name,
            Category category,
            @Nullable Integer probability,
            @Nullable ForecastCategory forecastCategory) {

        static StageDraft of(Stage stage) {
            return new StageDraft(
                    RecordType.STAGE.encode(stage.id()),
                    stage.name(),
                    stage.category(),
                    stage.probability(),
                    stage.forecastCategory());
        }

        int probabilityOrDefault() {
            return switch (category) {
                case OPEN -> probability == null ? 0 : probability;
                case WON -> 100;
                case LOST -> 0;
            };
        }

        ForecastCategory forecastCategoryOrDefault() {
            if (forecastCategory != null) {
                return forecastCategory;
            }
            return switch (category) {
                case OPEN -> ForecastCategory.PIPELINE;
                case WON -> ForecastCategory.CLOSED;
                case LOST -> ForecastCategory.OMITTED;
            };
        }
    }

    public static PipelineDraft of(Pipeline pipeline) {
        return new PipelineDraft(
                pipeline.name(),
                pipeline.isDefault(),
                pipeline.stages().stream().map(StageDraft::of).toList(),
                pipeline.externalId(),
                null);
    }

    void validate(Violations violations) {
        violations.requireText(name, "name");
        violations.invalidIf(stages.size() > 50, "stages: at most 50.", "stages");
        violations.invalidIf(
                count(Category.OPEN) == 0 || count(Category.WON) != 1 || count(Category.LOST) != 1,
                "stages must hold at least one OPEN, exactly one WON and exactly one LOST stage.",
                "stages");
        var names = new HashSet<String>();
        for (int i = 0; i < stages.size(); i++) {
            StageDraft stage = stages.get(i);
            String[] path = {"stages", Integer.toString(i)};
            violations.invalidIf(stage.name().isBlank(), "A stage needs a name.", path);
            violations.invalidIf(
                    !names.add(stage.name()), "Two stages are called " + stage.name() + ".", path);
            Integer probability = stage.probability();
            violations.invalidIf(
                    stage.category() == Category.OPEN
                            && (probability == null || probability < 0 || probability > 100),
                    "An open stage needs a probability of 0 to 100.",
                    path);
            violations.invalidIf(
                    stage.category() != Category.OPEN
                            && probability != null
                            && probability != stage.probabilityOrDefault(),
                    "The probability of WON is 100, of LOST 0.",
                    path);
        }
    }

    private long count(Category category) {
        return stages.stream().filter(stage -> stage.category() == category).count();
    }
}
