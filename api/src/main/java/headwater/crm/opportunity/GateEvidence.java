package headwater.crm.opportunity;

import headwater.crm.pipeline.Criterion;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

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

    /** Whether something is true of an opportunity, of which this is known. */
    boolean meets(Criterion criterion, Opportunity opportunity, Supplier<LocalDate> today) {
        return switch (criterion.kind()) {
            case FIELD_FILLED -> isFilled(Objects.requireNonNull(criterion.field()), opportunity);
            case AMOUNT_ABOVE -> {
                BigDecimal amount = opportunity.companyValue();
                yield amount != null
                        && amount.compareTo(Objects.requireNonNull(criterion.above())) > 0;
            }
            case CLOSE_DATE_AHEAD -> {
                LocalDate day = opportunity.closeOn();
                yield day != null && !day.isBefore(today.get());
            }
            case DECISION_MAKER -> decisionMaker;
            case APPROVED_QUOTE -> approvedQuote;
            case SIGNED_CONTRACT -> signedContract;
            case INTERACTIONS ->
                    interactions(criterion.interaction())
                            >= Objects.requireNonNull(criterion.count());
            case NO_RUNNING_APPROVAL -> !runningApproval;
        };
    }

    private boolean isFilled(String field, Opportunity opportunity) {
        return switch (field) {
            case "account" -> opportunity.accountId() != null;
            case "contact" -> opportunity.contactId() != null;
            case "amount" -> opportunity.value() != null;
            case "closeOn" -> opportunity.closeOn() != null;
            default -> hasLines;
        };
    }

    /**
     * @param kind any when null
     */
    private int interactions(@Nullable String kind) {
        return kind == null
                ? interactions.values().stream().mapToInt(Integer::intValue).sum()
                : interactions.getOrDefault(kind, 0);
    }
}
