package headwater.crm.account;

import headwater.crm.company.CompanyService;
import headwater.crm.followup.FollowedRecords;
import headwater.crm.permission.Viewer;
import headwater.crm.pool.HoldingService;
import headwater.crm.shared.RecordType;
import headwater.crm.task.Task;
import headwater.crm.task.Todos;

import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.Set;

/** When customers were followed up, and when they are due again by the cadence of their grade. */
@Component
class AccountFollowup extends FollowedRecords<Account> {
    private final AccountRepository repository;
    private final CompanyService company;

    private final AccountPooling pooling;
    private final HoldingService holdings;
    private final Todos todos;

    AccountFollowup(
            AccountRepository repository,
            CompanyService company,
            AccountPooling pooling,
            HoldingService holdings,
            Todos todos) {
        super(RecordType.ACCOUNT, repository);
        this.repository = repository;
        this.pooling = pooling;
        this.holdings = holdings;
        this.todos = todos;
        this.company = company;
    }

    @Override
    protected Whose whose(Account account) {
        return new Whose(account.ownerId(), account.id());
    }

    @Override
    public void followedUp(Viewer viewer, long id, Instant at) {
        repository.followedUp(viewer, id, at, company.company().timeZone());
        Viewer system = viewer.asSystem();
        Account account = repository.byIds(system, Set.of(id)).getFirst();
        if (account.ownerId() != null) {
            holdings.hold(
                    system,
                    type(),
                    id,
                    holdings.followedUp(
                            system, type(), pooling.fit(system, id), account.holding(), at));
            todos.close(
                    system,
                    type(),
                    id,
                    Set.of(Task.Kind.RECYCLE),
                    Task.Status.DONE,
                    "已跟进 Followed up");
        }
    }

    /** Another grade has another cadence. */
    void graded(Viewer viewer, long id) {
        repository.dueAgain(viewer, id, company.company().timeZone());
    }
}
