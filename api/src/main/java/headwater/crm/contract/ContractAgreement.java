package headwater.crm.contract;

import headwater.crm.account.AccountService;
import headwater.crm.company.Company;
import headwater.crm.company.CompanyService;
import headwater.crm.permission.Viewer;
import headwater.crm.shared.Violations;

import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.List;

/** What happens once everybody has agreed to a contract. */
@Component
class ContractAgreement {
    private final ContractRepository repository;
    private final ContractVersionRepository versions;
    private final ReminderService reminders;
    private final AccountService accounts;
    private final CompanyService company;
    private final List<ContractFollower> followers;

    ContractAgreement(
            ContractRepository repository,
            ContractVersionRepository versions,
            ReminderService reminders,
            AccountService accounts,
            CompanyService company,
            List<ContractFollower> followers) {
        this.repository = repository;
        this.versions = versions;
        this.reminders = reminders;
        this.accounts = accounts;
        this.company = company;
        this.followers = followers;
    }

    /** The contract is approved: its first version is kept, and whoever follows learns of it. */
    void approve(Viewer viewer, Contract contract, int expectedVersion, Instant now) {
        Contract approved = atRateOf(contract, now).with(contract.progress().approved(now));
        repository.update(viewer, approved, expectedVersion, now);
        versions.add(viewer, approved, null, now);
        reminders.changed(viewer, contract, approved, now);
        accounts.agreed(viewer, contract.accountId());
        followers.forEach(follower -> follower.approved(viewer, approved));
    }

    /** The document's day decides the rate. */
    private Contract atRateOf(Contract contract, Instant now) {
        Company settings = company.company();
        Worth worth = contract.worth();
        return contract.with(
                worth.amounting(
                        worth.amount(),
                        Violations.present(
                                company.inCompanyCurrency(
                                        settings,
                                        worth.amount(),
                                        worth.currency(),
                                        settings.dayOf(now)))));
    }
}
