package headwater.crm.transfer;

import headwater.crm.account.Account;
import headwater.crm.account.AccountService;
import headwater.crm.contact.ContactService;
import headwater.crm.identity.UserService;
import headwater.crm.opportunity.OpportunityService;
import headwater.crm.permission.Action;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Transactions;
import headwater.crm.shared.BadInput;
import headwater.crm.shared.Forbidden;
import headwater.crm.shared.Identified;
import headwater.crm.shared.NotFound;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Refused;
import headwater.crm.shared.Violations;
import headwater.crm.sharing.ShareService;
import headwater.crm.sharing.Transferable;

import org.springframework.stereotype.Service;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One transaction: all of a transfer, or nothing. */
@Service
public class TransferService {
    private static final int MOST_NAMED = 500;
    private static final int MOST_IN_ALL = 2_000;

    private final AccountService accounts;
    private final ContactService contacts;
    private final OpportunityService opportunities;
    private final List<Transferable> kinds;
    private final ShareService shares;
    private final UserService users;
    private final Transactions transactions;

    TransferService(
            AccountService accounts,
            ContactService contacts,
            OpportunityService opportunities,
            List<Transferable> kinds,
            ShareService shares,
            UserService users,
            Transactions transactions) {
        this.accounts = accounts;
        this.contacts = contacts;
        this.opportunities = opportunities;
        this.kinds = kinds;
        this.shares = shares;
        this.users = users;
        this.transactions = transactions;
    }

    /**
     * @return how many records have a new owner
     * @throws NotFound if the viewer may not see one of them
     * @throws Forbidden if none of his roles lets him transfer records of that kind
     */
    public int transfer(Viewer viewer, TransferDraft draft) {
        return transactions.write(
                viewer,
                draft.reason(),
                () -> {
                    draft.records()
                            .forEach(record -> viewer.require(kind(record), Action.TRANSFER));
                    RecordRef to = newOwner(viewer, draft);
                    Set<String> records = records(viewer, draft);
                    for (String record : records) {
                        try {
                            give(viewer, record, to, draft);
                        } catch (Refused refused) {
                            throw new Refused(
                                    refused.errors().stream()
                                            .map(error -> error.within("records", record))
                                            .toList());
                        }
                    }
                    return records.size();
                });
    }

    private RecordRef newOwner(Viewer viewer, TransferDraft draft) {
        var violations = new Violations();
        violations.invalidIf(
                draft.records().isEmpty() || draft.records().size() > MOST_NAMED,
                "records: 1 to %d, not %d.".formatted(MOST_NAMED, draft.records().size()),
                "records");
        Long to = users.find(viewer, draft.to(), violations, "to");
        violations.refuse();
        return RecordRef.of(RecordType.USER, Violations.present(to));
    }

    /** Those named, and what goes with the accounts among them. */
    private Set<String> records(Viewer viewer, TransferDraft draft) {
        Set<String> records = new LinkedHashSet<>(draft.records());
        for (String record : draft.records()) {
            if (kind(record) == RecordType.ACCOUNT) {
                Account account =
                        seen(
                                accounts.byIds(viewer, Set.of(RecordType.ACCOUNT.decode(record))),
                                record);
                Long owner = account.ownerId();
                if (owner != null && Boolean.TRUE.equals(draft.withContacts())) {
                    contacts.ofAccount(viewer, account.id(), owner)
                            .forEach(id -> records.add(RecordType.CONTACT.encode(id)));
                }
                if (owner != null && Boolean.TRUE.equals(draft.withOpenOpportunities())) {
                    opportunities
                            .openOfAccount(viewer, account.id(), owner)
                            .forEach(id -> records.add(RecordType.OPPORTUNITY.encode(id)));
                }
            }
        }
        if (records.size() > MOST_IN_ALL) {
            throw new BadInput(
                    "A transfer takes at most %,d records in all, not %,d; transfer fewer accounts at once."
                            .formatted(MOST_IN_ALL, records.size()));
        }
        return records;
    }

    private void give(Viewer viewer, String record, RecordRef to, TransferDraft draft) {
        RecordType type = kind(record);
        long id = type.decode(record);
        if (draft.keepAccess() != null) {
            shares.shareWithOwner(viewer, record, draft.keepAccess());
        }
        kinds.stream()
                .filter(kind -> kind.type() == type)
                .findFirst()
                .orElseThrow()
                .give(viewer, id, to, draft.reason());
    }

    private static RecordType kind(String record) {
        return RecordType.of(record)
                .filter(RecordType::isOwned)
                .orElseThrow(
                        () ->
                                new BadInput(
                                        "\"%s\" is no record with an owner; transfer accounts, contacts and opportunities."
                                                .formatted(record)));
    }

    private static <T extends Identified> T seen(List<T> found, String record) {
        return found.stream().findFirst().orElseThrow(() -> new NotFound(record));
    }
}
