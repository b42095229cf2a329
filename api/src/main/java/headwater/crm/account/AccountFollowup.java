package headwater.crm.account;

import headwater.crm.company.CompanyService;
import headwater.crm.followup.FollowedRecords;
import headwater.crm.permission.Viewer;
import headwater.crm.shared.RecordType;

import org.springframework.stereotype.Component;

import java.time.Instant;

/** When customers were followed up, and when they are due again by the cadence of their grade. */
@Component
class AccountFollowup extends FollowedRecords<Account> {
    private final AccountRepository repository;
    private final CompanyService company;

    AccountFollowup(AccountRepository repository, CompanyService company) {
        super(RecordType.ACCOUNT, repository);
        this.repository = repository;
        this.company = company;
    }

    @Override
    protected Whose whose(Account account) {
        return new Whose(account.ownerId(), account.id());
    }

    @Override
    public void followedUp(Viewer viewer, long id, Instant at) {
        repository.followedUp(viewer, id, at, company.company().timeZone());
    }

    /** Another grade has another cadence. */
    void graded(Viewer viewer, long id) {
        repository.dueAgain(viewer, id, company.company().timeZone());
    }
}
