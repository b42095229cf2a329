package headwater.crm.account;

import headwater.crm.account.Account.CooperationStatus;
import headwater.crm.account.Account.Grade;
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

    private final AccountFollowup followup;

    AccountService(
            AccountRepository repository,
            AccountFollowup followup,
            UserService users,
            Writes writes) {
        super(RecordType.ACCOUNT, AccountDraft.class, repository, users, writes);
        this.followup = followup;
    }

    @Override
    protected void stored(Drafting<Account, AccountDraft> drafting, long id) {
        Account before = drafting.before();
        Grade grade = before == null ? null : before.grade();
        if (grade != drafting.draft().grade()) {
            followup.graded(drafting.viewer(), id);
        }
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
                before == null ? null : before.lastEffectiveFollowupAt(),
                before == null ? null : before.nextFollowupDueAt(),
                draft.externalId(),
                drafting.stamp());
    }
}
