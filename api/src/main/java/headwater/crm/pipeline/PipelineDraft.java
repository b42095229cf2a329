package headwater.crm.pipeline;

import headwater.crm.pipeline.Stage.Category;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/**
 * What a caller says of a pipeline.
 *
 * @param stages in order
 */
public record PipelineDraft(
        String name,
        @Nullable Boolean isDefault,
        @Nullable Boolean skipAllowed,
        @Nullable Boolean backwardAllowed,
        @Nullable Integer staleDays,
        List<StageDraft> stages,
        @Nullable String externalId,
        @Nullable String idempotencyKey) {
    private static final int MOST = 20;

    /**
     * One stage. What is left out of one that is there stays as it is.
     *
     * @param id of the stage to keep or rename; null for a new one or one known by its name
     * @param probability in percent; needed for open stages
     */
    public record StageDraft(
            @Nullable String id,
            String name,
            Category category,
            @Nullable Integer probability,
            @Nullable ForecastCategory forecastCategory,
            @Nullable Boolean createAllowed,
            @Nullable Boolean approvalOnEntry,
            @Nullable Integer maxStayDays,
            @Nullable Integer stayRepeatDays,
            @Nullable List<Criterion> entryCriteria,
            @Nullable List<Criterion> exitCriteria,
            @Nullable List<TaskTemplate.Draft> tasks) {

        static StageDraft of(Stage stage) {
            return new StageDraft(
                    RecordType.STAGE.encode(stage.id()),
                    stage.name(),
                    stage.category(),
                    stage.probability(),
                    stage.forecastCategory(),
                    stage.createAllowed(),
                    stage.approvalOnEntry(),
                    stage.maxStayDays(),
                    stage.stayRepeatDays(),
                    stage.entryCriteria(),
                    stage.exitCriteria(),
                    stage.tasks().stream().map(TaskTemplate.Draft::of).toList());
        }

        /** With what the stage is already in place of what was left out. */
        StageDraft over(@Nullable Stage known) {
            boolean approval = or(approvalOnEntry, known != null && known.approvalOnEntry());
            return new StageDraft(
                    known == null ? null : RecordType.STAGE.encode(known.id()),
                    name,
                    category,
                    probability,
                    forecastCategory,
                    or(createAllowed, !approval && (known == null || known.createAllowed())),
                    approval,
                    days(maxStayDays, known == null ? null : known.maxStayDays()),
                    Objects.equals(maxStayDays, 0)
                            ? null
                            : days(stayRepeatDays, known == null ? null : known.stayRepeatDays()),
                    or(entryCriteria, known == null ? List.of() : known.entryCriteria()),
                    or(exitCriteria, known == null ? List.of() : known.exitCriteria()),
                    or(tasks, known == null ? List.of() : of(known).taskList()));
        }

        /** 0 takes a number of days away. */
        private static @Nullable Integer days(@Nullable Integer given, @Nullable Integer known) {
            return given == null ? known : given == 0 ? null : given;
        }

        private static <T> T or(@Nullable T given, T known) {
            return given == null ? known : given;
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

        private List<TaskTemplate.Draft> taskList() {
            return or(tasks, List.of());
        }

        List<TaskTemplate> templates() {
            return taskList().stream().map(TaskTemplate.Draft::template).toList();
        }

        private boolean isBeginning() {
            return category == Category.OPEN && Boolean.TRUE.equals(createAllowed);
        }

        private void validateGates(Violations violations, String[] path) {
            violations.invalidIf(
                    Boolean.TRUE.equals(approvalOnEntry)
                            && (category != Category.OPEN || isBeginning()),
                    "approvalOnEntry is for OPEN stages in which no opportunity begins: createAllowed false.",
                    path);
            violations.invalidIf(
                    maxStayDays != null && (maxStayDays < 1 || maxStayDays > 3650),
                    "maxStayDays must be 1 to 3,650.",
                    path);
            violations.invalidIf(
                    stayRepeatDays != null && (maxStayDays == null || stayRepeatDays < 1),
                    "stayRepeatDays must be 1 or more, and goes with maxStayDays.",
                    path);
            List<Criterion> entry = or(entryCriteria, List.of());
            List<Criterion> exit = or(exitCriteria, List.of());
            List<TaskTemplate.Draft> templates = taskList();
            violations.invalidIf(
                    entry.size() > MOST || exit.size() > MOST || templates.size() > MOST,
                    "A stage has at most 20 criteria each way, and 20 tasks.",
                    path);
            entry.forEach(each -> each.validate(violations, path));
            exit.forEach(each -> each.validate(violations, path));
            templates.forEach(each -> each.validate(violations, path));
            violations.invalidIf(
                    category != Category.OPEN
                            && (maxStayDays != null || !exit.isEmpty() || !templates.isEmpty()),
                    "Nothing is asked of who leaves WON or LOST: no exitCriteria, tasks or maxStayDays.",
                    path);
        }
    }

    public static PipelineDraft of(Pipeline pipeline) {
        return new PipelineDraft(
                pipeline.name(),
                pipeline.isDefault(),
                pipeline.skipAllowed(),
                pipeline.backwardAllowed(),
                pipeline.staleDays(),
                pipeline.stages().stream().map(StageDraft::of).toList(),
                pipeline.externalId(),
                null);
    }

    /** With what is there in place of what was left out of stages. */
    PipelineDraft over(@Nullable Pipeline known) {
        return new PipelineDraft(
                name,
                isDefault,
                skipAllowed == null ? known == null || known.skipAllowed() : skipAllowed,
                backwardAllowed == null
                        ? known == null || known.backwardAllowed()
                        : backwardAllowed,
                staleDays,
                stages.stream().map(stage -> stage.over(stage(known, stage))).toList(),
                externalId,
                idempotencyKey);
    }

    /** The stage that a draft means: by its id, or else by its name; null for a new one. */
    static @Nullable Stage stage(@Nullable Pipeline known, StageDraft draft) {
        if (known == null) {
            return null;
        }
        RecordRef ref =
                draft.id() == null
                        ? new RecordRef(null, null, draft.name())
                        : new RecordRef(draft.id(), null, null);
        return known.stage(ref).orElse(null);
    }

    void validate(Violations violations) {
        violations.requireText(name, "name");
        violations.invalidIf(
                staleDays != null && (staleDays < 8 || staleDays > 3650),
                "staleDays must be 8 to 3,650: owners are warned a week before.",
                "staleDays");
        violations.invalidIf(stages.size() > 50, "stages: at most 50.", "stages");
        violations.invalidIf(
                count(Category.OPEN) == 0 || count(Category.WON) != 1 || count(Category.LOST) != 1,
                "stages must hold at least one OPEN, exactly one WON and exactly one LOST stage.",
                "stages");
        violations.invalidIf(
                stages.stream().noneMatch(StageDraft::isBeginning),
                "Opportunities begin somewhere: at least one OPEN stage has createAllowed.",
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
            stage.validateGates(violations, path);
        }
    }

    private long count(Category category) {
        return stages.stream().filter(stage -> stage.category() == category).count();
    }
}
