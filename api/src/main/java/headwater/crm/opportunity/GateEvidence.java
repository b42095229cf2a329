package headwater.crm.opportunity;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * What is known beside an opportunity's own fields, whoever may see it.
 *
 * @param interactions how many since it came into its stage, by kind
 */
record GateEvidence(
        boolean hasLines,
        boolean decisionMaker,
        boolean approvedQuote,
        boolean signedContract,
        boolean runningApproval,
        Map<String, Integer> interactions) {

    /** Of an opportunity that is not there yet. */
    static GateEvidence ofNew(boolean hasLines) {
        return new GateEvidence(hasLines, false, false, false, false, Map.of());
    }

    /**
     * @param kind any when null
     */
    int interactions(@Nullable String kind) {
        return kind == null
                ? interactions.values().stream().mapToInt(Integer::intValue).sum()
                : interactions.getOrDefault(kind, 0);
    }
}
