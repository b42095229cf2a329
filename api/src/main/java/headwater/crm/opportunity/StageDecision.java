package headwater.crm.opportunity;

import headwater.crm.permission.Permission;
import headwater.crm.permission.Viewer;
import headwater.crm.pipeline.Pipeline;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Whether somebody may go on with what the stages ask for.
 *
 * @param override whether he wants to go on though something is missing
 * @param reasonField where his reason stands in the input
 */
record StageDecision(Viewer viewer, boolean override, @Nullable String reason, String reasonField) {

    /** All that is missing becomes a violation, unless it is overridden. */
    Judgement judge(Pipeline pipeline, List<GateCheck> checks, Violations violations) {
        List<String> unmet =
                checks.stream().filter(check -> !check.met()).map(GateCheck::text).toList();
        if (unmet.isEmpty()) {
            return new Judgement(pipeline.version(), List.of());
        }
        if (!override) {
            unmet.forEach(each -> violations.add(Code.STAGE_GATE_UNMET, each, "stage"));
        } else if (!viewer.may(Permission.STAGE_OVERRIDE)) {
            violations.add(
                    Code.NOT_PERMITTED,
                    "To override what stages ask for needs " + Permission.STAGE_OVERRIDE + ".",
                    "override");
        } else {
            violations.requireText(reason == null ? "" : reason, reasonField);
        }
        return new Judgement(pipeline.version(), unmet);
    }
}
