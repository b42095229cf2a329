package headwater.crm.account;

import headwater.crm.permission.FieldLevel;
import headwater.crm.permission.Viewer;
import headwater.crm.pool.HoldingService;
import headwater.crm.pool.Poolable;
import headwater.crm.shared.Connection;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.RecordKey;
import headwater.crm.shared.RecordType;
import headwater.crm.sharing.Loans;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Customers as the pool knows them. */
@Component
class AccountPooling implements Poolable {
    private final AccountRepository repository;
    private final HoldingService holdings;
    private final Loans loans;
    // Asked for late: what hangs on customers needs them itself.
    private final ObjectProvider<CustomerTie> ties;

    AccountPooling(
            AccountRepository repository,
            HoldingService holdings,
            Loans loans,
            ObjectProvider<CustomerTie> ties) {
        this.repository = repository;
        this.holdings = holdings;
        this.loans = loans;
        this.ties = ties;
    }

    @Override
    public RecordType type() {
        return RecordType.ACCOUNT;
    }

    @Override
    public Connection<Long> inPool(Viewer viewer, long poolId, ListRequest request) {
        return repository.inPool(viewer, poolId, request);
    }

    @Override
    public Map<Long, Map<String, @Nullable String>> texts(Viewer viewer, Set<Long> ids) {
        return repository.pooled(viewer, ids).stream()
                .collect(Collectors.toMap(Account::id, account -> readable(viewer, account)));
    }

    private static Map<String, @Nullable String> readable(Viewer viewer, Account account) {
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
        texts.keySet()
                .removeIf(
                        field ->
                                !viewer.level(RecordType.ACCOUNT, field).includes(FieldLevel.READ));
        return texts;
    }

    @Override
    public Fit fit(Viewer viewer, long id) {
        return fit(viewer, account(viewer, id));
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
        return account(viewer, id).name();
    }

    /** Nobody who worked on him keeps him by a share, and his contacts go with him. */
    @Override
    public void held(Viewer viewer, long id, Move move, @Nullable String reason) {
        Account account = account(viewer, id);
        Long owner = account.ownerId();
        if (owner == null) {
            loans.endAll(viewer, new RecordKey(type(), id));
        }
        Long workOf = owner == null ? null : holdings.formerOwnerWhoseWorkMoves(viewer, type(), id);
        ties.forEach(tie -> tie.held(viewer, id, owner, workOf));
    }

    private Account account(Viewer viewer, long id) {
        List<Account> found = repository.byIds(viewer.asSystem(), Set.of(id));
        return Objects.requireNonNull(found.getFirst());
    }
}
