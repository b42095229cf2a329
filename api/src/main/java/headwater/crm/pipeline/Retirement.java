package headwater.crm.pipeline;

import headwater.crm.pipeline.PipelineDraft.StageDraft;
import headwater.crm.pipeline.Stage.Category;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The stages that a pipeline loses, and by name those that take over; no opportunity stands in a
 * stage that is not there.
 *
 * @param successors by the stage that goes
 */
record Retirement(Map<Stage, String> successors) {

    /** How many opportunities stand in a stage, open or not. */
    interface Standing {
        int in(Stage stage);
    }

    static Retirement of(
            Pipeline before,
            PipelineDraft after,
            List<StageMapping> mapping,
            Standing standing,
            Violations violations) {
        Map<Stage, String> successors = new LinkedHashMap<>();
        Set<Stage> gone = new HashSet<>();
        for (Stage stage : before.stages()) {
            Optional<StageDraft> kept =
                    after.stages().stream()
                            .filter(draft -> stage.equals(PipelineDraft.stage(before, draft)))
                            .findFirst();
            if (kept.isPresent()) {
                violations.invalidIf(
                        kept.get().category() != stage.category(),
                        "Stage \"%s\" is %s and stays so."
                                .formatted(stage.name(), stage.category()),
                        "stages");
            } else {
                gone.add(stage);
                successor(before, after, stage, mapping, standing, violations)
                        .ifPresent(name -> successors.put(stage, name));
            }
        }
        for (StageMapping each : mapping) {
            violations.invalidIf(
                    before.stage(each.from()).filter(gone::contains).isEmpty(),
                    "stageMapping: %s is no stage that is left out of stages."
                            .formatted(named(each.from())),
                    "stageMapping");
        }
        return new Retirement(successors);
    }

    private static Optional<String> successor(
            Pipeline before,
            PipelineDraft after,
            Stage stage,
            List<StageMapping> mapping,
            Standing standing,
            Violations violations) {
        if (stage.category() != Category.OPEN) {
            violations.add(
                    Code.IN_USE,
                    "stages must keep stage \"%s\"; give its id to rename it."
                            .formatted(stage.name()),
                    "stages");
            return Optional.empty();
        }
        Optional<StageMapping> said =
                mapping.stream()
                        .filter(each -> before.stage(each.from()).filter(stage::equals).isPresent())
                        .findFirst();
        if (said.isEmpty()) {
            violations.add(
                    Code.IN_USE,
                    "%d opportunities stand in stage \"%s\": say in stageMapping where they go, or keep it in stages; give its id to rename it."
                            .formatted(standing.in(stage), stage.name()),
                    "stages");
            return Optional.empty();
        }
        Optional<String> name =
                after.stages().stream()
                        .filter(draft -> draft.category() == Category.OPEN)
                        .filter(draft -> means(before, said.get().to(), draft))
                        .map(StageDraft::name)
                        .findFirst();
        if (name.isEmpty()) {
            violations.add(
                    Code.INVALID,
                    "stageMapping: %s is no open stage that there will be; name one of %s."
                            .formatted(
                                    named(said.get().to()),
                                    after.stages().stream()
                                            .filter(draft -> draft.category() == Category.OPEN)
                                            .map(StageDraft::name)
                                            .toList()),
                    "stageMapping");
        }
        return name;
    }

    private static boolean means(Pipeline before, RecordRef ref, StageDraft draft) {
        Stage known = PipelineDraft.stage(before, draft);
        return ref.id() == null
                ? draft.name().equals(ref.name())
                : known != null && ref.id().equals(RecordType.STAGE.encode(known.id()));
    }

    private static String named(RecordRef ref) {
        @Nullable String name = ref.id() == null ? ref.name() : ref.id();
        return "\"" + name + "\"";
    }
}
