package headwater.crm.outcome;

import headwater.crm.record.Draft;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

/**
 * What a caller says of a reason.
 *
 * @param active true when null
 */
public record LostReasonDraft(
        String name,
        @Nullable Boolean active,
        @Nullable String externalId,
        @Nullable String idempotencyKey)
        implements Draft {

    @Override
    public void validate(Violations violations) {
        violations.requireText(name, "name");
    }
}
