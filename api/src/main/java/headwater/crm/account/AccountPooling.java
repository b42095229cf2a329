package headwater.crm.account;

import headwater.crm.permission.Viewer;
import headwater.crm.pool.HoldingService;
import headwater.crm.pool.PoolableRecords;
import headwater.crm.shared.RecordKey;
import headwater.crm.shared.RecordType;
import headwater.crm.sharing.Loans;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Customers as the pool knows them. */
@Component
class AccountPooling extends PoolableRecords<Account> {
    private final HoldingService holdings;
    private final Loans loans;
    // Asked for late: what hangs on customers needs them itself.
    private final ObjectProvider<CustomerTie> ties;

    AccountPooling(
            AccountRepository repository,
            HoldingService holdings,
            Loans loans,
            ObjectProvider<CustomerTie> ties) {
        super(RecordType.ACCOUNT, repository);
        this.holdings = holdings;
        this.loans = loans;
        this.ties = ties;
    }

    @Override
    protected Map<String, @Nullable String> texts(Account account) {
        Map<String, @Nullable String> texts = new HashMap<>();
        texts.put("name", account.name());
        texts.put("uscc", account.uscc());
        texts.put("industry", account.industry());
        texts.put("grade", account.grade() == null ? null : account.grade().name());
        texts.put("cooperationStatus", account.cooperationStatus().name());
        texts.put("website", account.website());
        texts.put("phone", account.phone());
        texts.put("address", account.address());
        texts.put("externalId", account.externalId());
        return texts;
    }

    @Override
    public Map<Long, Fit> fits(Viewer viewer, Set<Long> ids) {
        Map<Long, Agreement> agreements = new HashMap<>();
        ties.forEach(tie -> agreements.putAll(tie.agreements(viewer, ids)));
        return records(viewer, ids).stream()
                .collect(
                        Collectors.toMap(
                                Account::id,
                                each ->
                                        new Fit(
                                                each.grade() == null ? null : each.grade().name(),
                                                null,
                                                agreements.get(each.id()))));
    }

    @Override
    public Hindrance hindrance(Viewer viewer, long id) {
        return ties.stream()
                .map(tie -> tie.hindrance(viewer, id))
                .max(Hindrance::compareTo)
                .orElse(Hindrance.NONE);
    }

    @Override
    public String name(Viewer viewer, long id) {
        return record(viewer, id).name();
    }

    /** Nobody who worked on him keeps him by a share, and his contacts go with him. */
    @Override
    public void held(Viewer viewer, long id, Move move, @Nullable String reason) {
        Account account = record(viewer, id);
        Long owner = account.ownerId();
        if (owner == null) {
            loans.endAll(viewer, new RecordKey(type(), id));
        }
        Long workOf = owner == null ? null : holdings.formerOwnerWhoseWorkMoves(viewer, type(), id);
        ties.forEach(tie -> tie.held(viewer, id, owner, workOf));
    }

    @Override
    public boolean isOpen(Viewer viewer, long id) {
        return true;
    }
}
