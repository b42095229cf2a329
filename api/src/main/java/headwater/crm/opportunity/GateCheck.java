package headwater.crm.opportunity;

import headwater.crm.pipeline.Stage;

/** Something that a stage on the way asks for, and whether it is so. */
public record GateCheck(Stage stage, Phase phase, String en, String zh, boolean met) {

    /** When it is asked for. */
    public enum Phase {
        ENTRY,
        EXIT,
        MOVE
    }

    /** As errors and the history name it. */
    String text() {
        return "%s of \"%s\": %s".formatted(phase, stage.name(), en);
    }
}
