package headwater.crm.opportunity;

import headwater.crm.pipeline.Stage;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What is done and what is missing for an opportunity to go to a stage.
 *
 * @param approval whether somebody has to agree once nothing is missing
 */
public record StageGuide(Stage toStage, boolean approval, List<GateCheck> checks) {

    public boolean ready() {
        return checks.stream().allMatch(GateCheck::met);
    }

    /** Chinese, then English; null when nothing is missing. */
    public @Nullable String nextAction() {
        return checks.stream()
                .filter(check -> !check.met())
                .findFirst()
                .map(check -> "%s %s".formatted(check.zh(), check.en()))
                .orElse(null);
    }
}
