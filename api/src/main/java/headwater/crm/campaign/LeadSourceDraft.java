package headwater.crm.campaign;

import headwater.crm.record.Draft;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

/**
 * What a caller says of a source.
 *
 * @param active true when null
 */
public record LeadSourceDraft(
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
