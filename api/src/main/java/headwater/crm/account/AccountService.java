package headwater.crm.account;

import headwater.crm.account.Account.CooperationStatus;
import headwater.crm.account.Account.Grade;
import headwater.crm.duplicate.DuplicateKeys;
import headwater.crm.duplicate.Duplicates;
import headwater.crm.duplicate.Probe;
import headwater.crm.duplicate.Uscc;
import headwater.crm.identity.UserService;
import headwater.crm.permission.Action;
import headwater.crm.permission.Viewer;
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

    private final Duplicates duplicates;
    private final AccountFollowup followup;

    AccountService(
            AccountRepository repository,
            AccountFollowup followup,
            UserService users,
            Duplicates duplicates,
            Writes writes) {
        super(RecordType.ACCOUNT, AccountDraft.class, repository, users, writes);
        this.duplicates = duplicates;
        this.followup = followup;
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
        DuplicateKeys keys = AccountKeys.of(draft);
        duplicates.check(
                drafting,
                new Probe(
                        type(),
                        drafting.id(),
                        drafting.id(),
                        before == null
                                ? keys
                                : keys.changedSince(AccountKeys.of(AccountDraft.of(before)))));
        violations.refuse();
        return new Account(
                drafting.id(),
                draft.name(),
                Uscc.spelt(draft.uscc()),
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

    @Override
    protected void stored(Drafting<Account, AccountDraft> drafting, long id) {
        duplicates.confirmed(drafting, type(), id);
        Account before = drafting.before();
        Grade grade = before == null ? null : before.grade();
        if (grade != drafting.draft().grade()) {
            followup.graded(drafting.viewer(), id);
        }
    }

    /** Refused while another account has its code or its name by now. */
    @Override
    public Account restore(Viewer viewer, long id, int expectedVersion) {
        require(viewer, Action.DELETE);
        return writes.transactions()
                .write(
                        viewer,
                        () -> {
                            AccountDraft draft = AccountDraft.of(get(viewer, id));
                            duplicates.restoring(
                                    viewer, new Probe(type(), id, id, AccountKeys.of(draft)));
                            return super.restore(viewer, id, expectedVersion);
                        });
    }
}
