package headwater.crm.account;

import headwater.crm.duplicate.DuplicateDraft;
import headwater.crm.duplicate.Uscc;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * What a caller says of an account.
 *
 * @param owner the caller himself when null
 * @param createdAt now when null; else needs record.backdate
 */
public record AccountDraft(
        String name,
        @Nullable String uscc,
        @Nullable String industry,
        Account.@Nullable Grade grade,
        Account.@Nullable CooperationStatus cooperationStatus,
        @Nullable String website,
        @Nullable String phone,
        @Nullable String address,
        @Nullable RecordRef owner,
        @Nullable RecordRef parent,
        @Nullable Instant createdAt,
        @Nullable String externalId,
        @Nullable List<String> confirmDuplicates,
        @Nullable String duplicateReason,
        @Nullable String idempotencyKey)
        implements DuplicateDraft {

    public static AccountDraft of(Account account) {
        return new AccountDraft(
                account.name(),
                account.uscc(),
                account.industry(),
                account.grade(),
                account.cooperationStatus(),
                account.website(),
                account.phone(),
                account.address(),
                RecordRef.ofNullable(RecordType.USER, account.ownerId()),
                RecordRef.ofNullable(RecordType.ACCOUNT, account.parentId()),
                account.createdAt(),
                account.externalId(),
                null,
                null,
                null);
    }

    @Override
    public void validate(Violations violations) {
        violations.requireText(name, "name");
        String code = Uscc.spelt(uscc);
        String flaw = code == null ? null : Uscc.flaw(code);
        if (flaw != null) {
            violations.add(Code.INVALID_USCC, flaw, "uscc");
        }
        violations.limit(industry, "industry");
        violations.limit(website, "website");
        violations.limit(phone, "phone");
        violations.limit(address, "address");
    }
}
