package headwater.crm.account;

import headwater.crm.identity.UserService;
import headwater.crm.permission.Action;
import headwater.crm.permission.FieldWrites;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.BusinessTime;
import headwater.crm.persistence.Idempotency;
import headwater.crm.persistence.Transactions;
import headwater.crm.search.Searchable;
import headwater.crm.shared.Change;
import headwater.crm.shared.Connection;
import headwater.crm.shared.Found;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.NotFound;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.SearchText;
import headwater.crm.shared.Violations;
import headwater.crm.sharing.Shareable;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Customers: one method per use case. */
@Service
public class AccountService implements Shareable, Searchable {
    private final AccountRepository repository;
    private final UserService users;
    private final Transactions transactions;
    private final Idempotency idempotency;
    private final BusinessTime time;

    AccountService(
            AccountRepository repository,
            UserService users,
            Transactions transactions,
            Idempotency idempotency,
            BusinessTime time) {
        this.repository = repository;
        this.users = users;
        this.transactions = transactions;
        this.idempotency = idempotency;
        this.time = time;
    }

    public Connection<Account> list(Viewer viewer, ListRequest request) {
        return repository.list(viewer, request);
    }

    public List<Account> byIds(Viewer viewer, Set<Long> ids) {
        return repository.byIds(viewer, ids);
    }

    /**
     * Key of the account that the reference names; null, with a violation added, when there is
     * none.
     */
    public @Nullable Long find(
            Viewer viewer, @Nullable RecordRef ref, Violations violations, String... field) {
        return ref == null ? null : repository.find(viewer, ref, violations, field);
    }

    @Override
    public List<Found> search(Viewer viewer, SearchText text, int limit) {
        return repository.search(viewer, text, limit);
    }

    public Map<String, Long> byExternalIds(Viewer viewer, List<String> externalIds) {
        return repository.byExternalIds(viewer, externalIds);
    }

    @Override
    public RecordType type() {
        return RecordType.ACCOUNT;
    }

    @Override
    public @Nullable Long owner(Viewer viewer, Action action, long id) {
        return repository.owner(viewer, action, id);
    }

    public Account create(Viewer viewer, AccountDraft draft) {
        viewer.require(RecordType.ACCOUNT, Action.CREATE);
        return transactions.write(
                viewer,
                () ->
                        account(
                                viewer,
                                idempotency.once(
                                        viewer,
                                        draft.idempotencyKey(),
                                        "createAccount",
                                        draft,
                                        () -> insert(viewer, draft))));
    }

    private long insert(Viewer viewer, AccountDraft draft) {
        var violations = new Violations();
        draft.validate(violations);
        new FieldWrites(viewer, RecordType.ACCOUNT, violations).check(draft);
        time.check(viewer, draft.createdAt(), violations, "createdAt");
        Long owner = users.owner(viewer, RecordType.ACCOUNT, draft.owner(), violations);
        Long parent = find(viewer, draft.parent(), violations, "parent");
        violations.refuse();
        return repository.insert(viewer, draft, Violations.present(owner), parent, time.now());
    }

    public Account update(
            Viewer viewer, long id, int expectedVersion, Change<AccountDraft> change) {
        viewer.require(RecordType.ACCOUNT, Action.UPDATE);
        return transactions.write(
                viewer,
                () -> {
                    Account before = account(viewer, id);
                    AccountDraft known = AccountDraft.of(before);
                    AccountDraft after = change.apply().apply(known);
                    var violations = new Violations();
                    after.validate(violations);
                    new FieldWrites(viewer, RecordType.ACCOUNT, violations)
                            .check(change.given(), known, after);
                    Long owner =
                            after.owner() == null || after.owner().equals(known.owner())
                                    ? Long.valueOf(before.ownerId())
                                    : users.newOwner(
                                            viewer,
                                            RecordType.ACCOUNT,
                                            before.ownerId(),
                                            after.owner(),
                                            violations);
                    Long parent = before.parentId();
                    if (after.parent() == null) {
                        parent = null;
                    } else if (!after.parent().equals(known.parent())) {
                        parent = find(viewer, after.parent(), violations, "parent");
                        violations.invalidIf(
                                parent != null && parent == id,
                                "parent must not be the account itself.",
                                "parent");
                    }
                    violations.refuse();
                    repository.update(
                            viewer,
                            id,
                            expectedVersion,
                            after,
                            Violations.present(owner),
                            parent,
                            time.now());
                    return account(viewer, id);
                });
    }

    public Account delete(Viewer viewer, long id, int expectedVersion) {
        viewer.require(RecordType.ACCOUNT, Action.DELETE);
        return transactions.write(
                viewer,
                () -> {
                    repository.markDeleted(viewer, id, expectedVersion, time.now(), time.now());
                    return account(viewer, id);
                });
    }

    public Account restore(Viewer viewer, long id, int expectedVersion) {
        viewer.require(RecordType.ACCOUNT, Action.DELETE);
        return transactions.write(
                viewer,
                () -> {
                    repository.markDeleted(viewer, id, expectedVersion, null, time.now());
                    return account(viewer, id);
                });
    }

    private Account account(Viewer viewer, long id) {
        return byIds(viewer, Set.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound(RecordType.ACCOUNT.encode(id)));
    }
}
