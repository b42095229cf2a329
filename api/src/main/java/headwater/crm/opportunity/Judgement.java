package headwater.crm.opportunity;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * By which rules a move was judged.
 *
 * @param pipelineVersion null for what no stage has a say in
 * @param unmet what they asked for and somebody overrode
 */
record Judgement(@Nullable Integer pipelineVersion, List<String> unmet) {
    static final Judgement NONE = new Judgement(null, List.of());
}
