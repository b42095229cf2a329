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
import headwater.crm.pool.Holding;
import headwater.crm.pool.HoldingService;
import headwater.crm.pool.Poolable.Fit;
import headwater.crm.record.Drafting;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;
import headwater.crm.sharing.OwnedRecordService;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.time.Instant;
import java.util.Objects;

/** Customers. */
@Service
public class AccountService extends OwnedRecordService<Account, AccountDraft> {

    private final Duplicates duplicates;
    private final AccountFollowup followup;
    private final AccountRepository repository;
    private final AccountPooling pooling;
    private final HoldingService holdings;

    AccountService(
            AccountRepository repository,
            AccountFollowup followup,
            AccountPooling pooling,
            HoldingService holdings,
            UserService users,
            Duplicates duplicates,
            Writes writes) {
        super(RecordType.ACCOUNT, AccountDraft.class, repository, users, writes);
        this.duplicates = duplicates;
        this.followup = followup;
        this.repository = repository;
        this.pooling = pooling;
        this.holdings = holdings;
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
        Holding holding = before == null ? made(drafting) : holding(drafting, before);
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
                Violations.present(holding),
                parent,
                before == null ? null : before.nextFollowupDueAt(),
                draft.externalId(),
                drafting.stamp());
    }

    private @Nullable Holding made(Drafting<Account, AccountDraft> drafting) {
        Long owner = owner(drafting, drafting.draft().owner(), null);
        // He is his owner's from now on, however long he has been a customer.
        return owner == null ? null : Holding.ofOwner(owner, writes.time().now());
    }

    private @Nullable Holding holding(Drafting<Account, AccountDraft> drafting, Account before) {
        RecordRef named = drafting.draft().owner();
        if (before.ownerId() == null) {
            if (named != null) {
                drafting.violations()
                        .add(
                                Code.WRONG_STATE,
                                "The customer lies in a pool; claim him, or let who administers the pool assign him.",
                                "owner");
            }
            return before.holding();
        }
        Long owner = owner(drafting, named, before.ownerId());
        return owner == null || owner.equals(before.ownerId())
                ? before.holding()
                : Holding.ofOwner(owner, writes.time().now());
    }

    /** A customer's contracts have changed, and with them how long his owner may keep him. */
    public void agreed(Viewer viewer, long id) {
        Viewer system = viewer.asSystem();
        if (repository.locked(system, id) != null) {
            holdings.changed(system, type(), pooling.fit(system, id), id);
        }
    }

    @Override
    protected void stored(Drafting<Account, AccountDraft> drafting, long id) {
        duplicates.confirmed(drafting, type(), id);
        keepOwner(drafting, id);
        Account before = drafting.before();
        Grade grade = before == null ? null : before.grade();
        if (grade != drafting.draft().grade()) {
            followup.graded(drafting.viewer(), id);
        }
    }

    private void keepOwner(Drafting<Account, AccountDraft> drafting, long id) {
        Viewer system = drafting.viewer().asSystem();
        Account before = drafting.before();
        Account after = get(system, id);
        Long owner = after.ownerId();
        boolean isGraded = before != null && before.grade() != after.grade();
        if (owner == null || (before != null && owner.equals(before.ownerId()) && !isGraded)) {
            return;
        }
        Fit fit = pooling.fit(system, id);
        if (before != null && owner.equals(before.ownerId())) {
            holdings.changed(system, type(), fit, id);
            return;
        }
        Instant now = writes.time().now();
        Holding holding = holdings.ofOwner(system, type(), fit, owner, now);
        holdings.hold(system, type(), id, holding);
        if (before == null) {
            holdings.begun(system, type(), id, holding);
        } else {
            holdings.changed(drafting.viewer(), type(), id, holding, now, "TRANSFER");
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
