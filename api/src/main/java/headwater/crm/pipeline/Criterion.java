package headwater.crm.pipeline;

import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.Set;

/**
 * Something that must be true of an opportunity to come into a stage, or to leave it.
 *
 * @param field for FIELD_FILLED
 * @param above for AMOUNT_ABOVE, in the company's currency
 * @param count for INTERACTIONS
 * @param interaction for INTERACTIONS: their kind; any when null
 */
public record Criterion(
        Kind kind,
        @Nullable String field,
        @Nullable BigDecimal above,
        @Nullable Integer count,
        @Nullable String interaction) {
    /** Fields of an opportunity that can be asked for, as schema.graphqls names them. */
    private static final Set<String> FIELDS =
            Set.of("account", "contact", "amount", "closeOn", "lines");

    /** What is asked for. */
    public enum Kind {
        FIELD_FILLED,
        AMOUNT_ABOVE,
        CLOSE_DATE_AHEAD,
        DECISION_MAKER,
        APPROVED_QUOTE,
        SIGNED_CONTRACT,
        INTERACTIONS,
        NO_RUNNING_APPROVAL
    }

    void validate(Violations violations, String... path) {
        violations.invalidIf(
                kind == Kind.FIELD_FILLED && (field == null || !FIELDS.contains(field)),
                "FIELD_FILLED needs field: one of account, amount, closeOn, contact, lines.",
                path);
        violations.invalidIf(
                kind == Kind.AMOUNT_ABOVE && (above == null || above.signum() < 0),
                "AMOUNT_ABOVE needs above: 0 or more.",
                path);
        violations.invalidIf(
                kind == Kind.INTERACTIONS && (count == null || count < 1 || count > 100),
                "INTERACTIONS needs count: 1 to 100.",
                path);
    }
}
