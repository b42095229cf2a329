package headwater.crm.contact;

import headwater.crm.account.AccountService;
import headwater.crm.duplicate.DuplicateKeys;
import headwater.crm.duplicate.Duplicates;
import headwater.crm.duplicate.Probe;
import headwater.crm.identity.UserService;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Writes;
import headwater.crm.record.Drafting;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.UserError.Code;
import headwater.crm.sharing.OwnedRecordService;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.util.List;

/** People at customers. */
@Service
public class ContactService extends OwnedRecordService<Contact, ContactDraft> {
    private final ContactRepository repository;
    private final AccountService accounts;
    private final Duplicates duplicates;

    ContactService(
            ContactRepository repository,
            AccountService accounts,
            UserService users,
            Duplicates duplicates,
            Writes writes) {
        super(RecordType.CONTACT, ContactDraft.class, repository, users, writes);
        this.repository = repository;
        this.accounts = accounts;
        this.duplicates = duplicates;
    }

    /**
     * The keys of an account's contacts that belong to one owner and that the viewer may transfer.
     */
    public List<Long> ofAccount(Viewer viewer, long accountId, long ownerId) {
        return repository.ofAccount(viewer, accountId, ownerId);
    }

    @Override
    protected ContactDraft draftOf(Contact contact) {
        return ContactDraft.of(contact);
    }

    @Override
    protected Contact drafted(Drafting<Contact, ContactDraft> drafting) {
        Contact before = drafting.before();
        ContactDraft draft = drafting.draft();
        Long owner = owner(drafting, before);
        Long account =
                drafting.find(
                        draft.account(),
                        RecordType.ACCOUNT,
                        before == null ? null : before.accountId(),
                        accounts::find,
                        "account");
        DuplicateKeys keys = ContactKeys.of(draft);
        duplicates.check(
                drafting,
                new Probe(
                        type(),
                        drafting.id(),
                        account,
                        before == null
                                ? keys
                                : keys.changedSince(ContactKeys.of(ContactDraft.of(before)))));
        drafting.violations().refuse();
        return new Contact(
                drafting.id(),
                draft.name(),
                draft.title(),
                draft.email(),
                draft.phone(),
                draft.decisionRole(),
                account,
                owner,
                draft.externalId(),
                drafting.stamp());
    }

    /** Nobody's stays nobody's until somebody claims the customer. */
    private @Nullable Long owner(
            Drafting<Contact, ContactDraft> drafting, @Nullable Contact before) {
        RecordRef named = drafting.draft().owner();
        if (before == null || before.ownerId() != null) {
            return owner(drafting, named, before == null ? null : before.ownerId());
        }
        if (named != null) {
            drafting.violations()
                    .add(
                            Code.WRONG_STATE,
                            "The contact's customer lies in a pool; whoever claims him has the contact.",
                            "owner");
        }
        return null;
    }

    @Override
    protected void stored(Drafting<Contact, ContactDraft> drafting, long id) {
        duplicates.confirmed(drafting, type(), id);
    }
}
