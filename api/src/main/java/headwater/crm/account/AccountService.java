package headwater.crm.account;

import headwater.crm.account.Account.CooperationStatus;
import headwater.crm.identity.UserService;
import headwater.crm.persistence.Writes;
import headwater.crm.record.Drafting;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Violations;
import headwater.crm.sharing.OwnedRecordService;

import org.springframework.stereotype.Service;

import java.util.Objects;

/** Customers. */
@Service
public class AccountService extends OwnedRecordService<Account, AccountDraft> {

    AccountService(AccountRepository repository, UserService users, Writes writes) {
        super(RecordType.ACCOUNT, AccountDraft.class, repository, users, writes);
    }

    @Override
    protected AccountDraft draftOf(Account account) {
        return AccountDraft.of(account);
    }

    @Override
    protected Account drafted(Drafting<Account, AccountDraft> drafting) {
        Account before = drafting.before();
        AccountDraft draft = drafting.draft();
        Violations violations = drafting.violations();
        Long owner = owner(drafting, draft.owner(), before == null ? null : before.ownerId());
        Long parent =
                drafting.find(
                        draft.parent(),
                        type(),
                        before == null ? null : before.parentId(),
                        this::find,
                        "parent");
        violations.invalidIf(
                parent != null && parent == drafting.id(),
                "parent must not be the account itself.",
                "parent");
        violations.refuse();
        return new Account(
                drafting.id(),
                draft.name(),
                draft.industry(),
                draft.grade(),
                Objects.requireNonNullElse(draft.cooperationStatus(), CooperationStatus.PROSPECT),
                draft.website(),
                draft.phone(),
                draft.address(),
                Violations.present(owner),
                parent,
                draft.externalId(),
                drafting.stamp());
    }
}
