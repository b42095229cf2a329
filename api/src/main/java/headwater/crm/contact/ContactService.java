package headwater.crm.contact;

import headwater.crm.account.AccountService;
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

/** People at customers: one method per use case. */
@Service
public class ContactService implements Shareable, Searchable {
    private final ContactRepository repository;
    private final AccountService accounts;
    private final UserService users;
    private final Transactions transactions;
    private final Idempotency idempotency;
    private final BusinessTime time;

    ContactService(
            ContactRepository repository,
            AccountService accounts,
            UserService users,
            Transactions transactions,
            Idempotency idempotency,
            BusinessTime time) {
        this.repository = repository;
        this.accounts = accounts;
        this.users = users;
        this.transactions = transactions;
        this.idempotency = idempotency;
        this.time = time;
    }

    public Connection<Contact> list(Viewer viewer, ListRequest request) {
        return repository.list(viewer, request);
    }

    public List<Contact> byIds(Viewer viewer, Set<Long> ids) {
        return repository.byIds(viewer, ids);
    }

    /**
     * Key of the contact that the reference names; null, with a violation added, when there is
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

    /**
     * The keys of an account's contacts that belong to one owner and that the viewer may transfer.
     */
    public List<Long> ofAccount(Viewer viewer, long accountId, long ownerId) {
        return repository.ofAccount(viewer, accountId, ownerId);
    }

    public Map<String, Long> byExternalIds(Viewer viewer, List<String> externalIds) {
        return repository.byExternalIds(viewer, externalIds);
    }

    @Override
    public RecordType type() {
        return RecordType.CONTACT;
    }

    @Override
    public @Nullable Long owner(Viewer viewer, Action action, long id) {
        return repository.owner(viewer, action, id);
    }

    public Contact create(Viewer viewer, ContactDraft draft) {
        viewer.require(RecordType.CONTACT, Action.CREATE);
        return transactions.write(
                viewer,
                () ->
                        contact(
                                viewer,
                                idempotency.once(
                                        viewer,
                                        draft.idempotencyKey(),
                                        "createContact",
                                        draft,
                                        () -> insert(viewer, draft))));
    }

    private long insert(Viewer viewer, ContactDraft draft) {
        var violations = new Violations();
        draft.validate(violations);
        new FieldWrites(viewer, RecordType.CONTACT, violations).check(draft);
        time.check(viewer, draft.createdAt(), violations, "createdAt");
        Long owner = users.owner(viewer, RecordType.CONTACT, draft.owner(), violations);
        Long account = accounts.find(viewer, draft.account(), violations, "account");
        violations.refuse();
        return repository.insert(viewer, draft, Violations.present(owner), account, time.now());
    }

    public Contact update(
            Viewer viewer, long id, int expectedVersion, Change<ContactDraft> change) {
        viewer.require(RecordType.CONTACT, Action.UPDATE);
        return transactions.write(
                viewer,
                () -> {
                    Contact before = contact(viewer, id);
                    ContactDraft known = ContactDraft.of(before);
                    ContactDraft after = change.apply().apply(known);
                    var violations = new Violations();
                    after.validate(violations);
                    new FieldWrites(viewer, RecordType.CONTACT, violations)
                            .check(change.given(), known, after);
                    Long owner =
                            after.owner() == null || after.owner().equals(known.owner())
                                    ? Long.valueOf(before.ownerId())
                                    : users.newOwner(
                                            viewer,
                                            RecordType.CONTACT,
                                            before.ownerId(),
                                            after.owner(),
                                            violations);
                    Long account = before.accountId();
                    if (after.account() == null) {
                        account = null;
                    } else if (!after.account().equals(known.account())) {
                        account = accounts.find(viewer, after.account(), violations, "account");
                    }
                    violations.refuse();
                    repository.update(
                            viewer,
                            id,
                            expectedVersion,
                            after,
                            Violations.present(owner),
                            account,
                            time.now());
                    return contact(viewer, id);
                });
    }

    public Contact delete(Viewer viewer, long id, int expectedVersion) {
        viewer.require(RecordType.CONTACT, Action.DELETE);
        return transactions.write(
                viewer,
                () -> {
                    repository.markDeleted(viewer, id, expectedVersion, time.now(), time.now());
                    return contact(viewer, id);
                });
    }

    public Contact restore(Viewer viewer, long id, int expectedVersion) {
        viewer.require(RecordType.CONTACT, Action.DELETE);
        return transactions.write(
                viewer,
                () -> {
                    repository.markDeleted(viewer, id, expectedVersion, null, time.now());
                    return contact(viewer, id);
                });
    }

    private Contact contact(Viewer viewer, long id) {
        return byIds(viewer, Set.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound(RecordType.CONTACT.encode(id)));
    }
}
