package headwater.crm.pipeline;

import headwater.crm.pipeline.Stage.Category;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Stamp;
import headwater.crm.shared.Stamped;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/**
 * A way of selling.
 *
 * @param staleDays without a change or an interaction, after which an open opportunity is lost
 * @param stages in order
 */
public record Pipeline(
        long id,
        String name,
        boolean isDefault,
        boolean skipAllowed,
        boolean backwardAllowed,
        @Nullable Integer staleDays,
        List<Stage> stages,
        @Nullable String externalId,
        Stamp stamp)
        implements Stamped {

    /** Where opportunities begin that do not say where. */
    public Stage first() {
        return stages.stream()
                .filter(stage -> stage.category() == Category.OPEN && stage.createAllowed())
                .findFirst()
                .orElseThrow();
    }

    /** The open stages between two others, in order. */
    public List<Stage> between(Stage from, Stage to) {
        return stages.stream()
                .filter(stage -> stage.category() == Category.OPEN)
                .filter(stage -> stage.ordinal() > from.ordinal() && stage.ordinal() < to.ordinal())
                .toList();
    }

    /** The one stage that means won or lost. */
    public Stage terminal(Category outcome) {
        return stages.stream()
                .filter(stage -> stage.category() == outcome)
                .findFirst()
                .orElseThrow();
    }

    public Optional<Stage> stage(long stageId) {
        return stages.stream().filter(stage -> stage.id() == stageId).findFirst();
    }

    /** The stage of this pipeline that a reference names; stages have no external ids. */
    public Optional<Stage> stage(RecordRef ref) {
        return ref.id() != null
                ? stage(RecordType.STAGE.decode(ref.id()))
                : stages.stream().filter(stage -> stage.name().equals(ref.name())).findFirst();
    }
}
