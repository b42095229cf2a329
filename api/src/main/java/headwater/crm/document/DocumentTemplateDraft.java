package headwater.crm.document;

import headwater.crm.document.DocumentTemplate.Kind;
import headwater.crm.record.Draft;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

/**
 * What a caller says of a template.
 *
 * @param active true when null
 * @param file id of an attachment of a template; null for the file that comes with the product
 */
public record DocumentTemplateDraft(
        String name,
        Kind recordType,
        Language language,
        @Nullable Boolean active,
        @Nullable String file,
        @Nullable String externalId,
        @Nullable String idempotencyKey)
        implements Draft {

    @Override
    public void validate(Violations violations) {
        violations.requireText(name, "name");
    }
}
