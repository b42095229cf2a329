package headwater.crm.contact;

import headwater.crm.duplicate.DuplicateDraft;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * What a caller says of a contact.
 *
 * @param owner the caller himself when null
 * @param createdAt now when null; else needs record.backdate
 */
public record ContactDraft(
        String name,
        @Nullable String title,
        @Nullable String email,
        @Nullable String phone,
        Contact.@Nullable DecisionRole decisionRole,
        @Nullable RecordRef account,
        @Nullable RecordRef owner,
        @Nullable Instant createdAt,
        @Nullable String externalId,
        @Nullable List<String> confirmDuplicates,
        @Nullable String duplicateReason,
        @Nullable String idempotencyKey)
        implements DuplicateDraft {

    public static ContactDraft of(Contact contact) {
        return new ContactDraft(
                contact.name(),
                contact.title(),
                contact.email(),
                contact.phone(),
                contact.decisionRole(),
                RecordRef.ofNullable(RecordType.ACCOUNT, contact.accountId()),
                RecordRef.ofNullable(RecordType.USER, contact.ownerId()),
                contact.createdAt(),
                contact.externalId(),
                null,
                null,
                null);
    }

    @Override
    public void validate(Violations violations) {
        violations.requireText(name, "name");
        violations.limit(title, "title");
        violations.limit(phone, "phone");
        violations.invalidIf(
                email != null && !email.contains("@"),
                "\"%s\" is no e-mail address.".formatted(email),
                "email");
    }
}
