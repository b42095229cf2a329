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
import java.util.Objects;

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
    public Fit fit(Viewer viewer, long id) {
        return fit(viewer, record(viewer, id));
    }

    Fit fit(Viewer viewer, Account account) {
        return new Fit(
                account.grade() == null ? null : account.grade().name(),
                null,
                ties.stream()
                        .map(tie -> tie.agreement(viewer, account.id()))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null));
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
