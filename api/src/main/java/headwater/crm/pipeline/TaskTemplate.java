package headwater.crm.pipeline;

import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * Something that there is to do in a stage.
 *
 * @param dueDays working days after the opportunity has come into the stage; null for no date
 * @param mandatory whether the stage is left only when it is done or waived
 * @param repeat whether it is to do again each time that the opportunity comes back
 * @param doneWhen what gets it done by itself; null when only people do
 */
public record TaskTemplate(
        String title,
        Assignee assignee,
        @Nullable Integer dueDays,
        boolean mandatory,
        boolean repeat,
        @Nullable Criterion doneWhen) {

    /** Who gets it. */
    public enum Assignee {
        OWNER,
        SUPERIOR
    }

    /** What a caller says of it. */
    public record Draft(
            String title,
            @Nullable Assignee assignee,
            @Nullable Integer dueDays,
            @Nullable Boolean mandatory,
            @Nullable Boolean repeat,
            @Nullable Criterion doneWhen) {

        static Draft of(TaskTemplate template) {
            return new Draft(
                    template.title(),
                    template.assignee(),
                    template.dueDays(),
                    template.mandatory(),
                    template.repeat(),
                    template.doneWhen());
        }

        TaskTemplate template() {
            return new TaskTemplate(
                    title,
                    Objects.requireNonNullElse(assignee, Assignee.OWNER),
                    dueDays,
                    Boolean.TRUE.equals(mandatory),
                    Boolean.TRUE.equals(repeat),
                    doneWhen);
        }

        void validate(Violations violations, String... path) {
            violations.invalidIf(title.isBlank(), "A task needs a title.", path);
            violations.invalidIf(
                    dueDays != null && (dueDays < 1 || dueDays > 365),
                    "dueDays must be 1 to 365.",
                    path);
            if (doneWhen != null) {
                doneWhen.validate(violations, path);
            }
        }
    }
}
