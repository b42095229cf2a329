package headwater.crm.contract;

import headwater.crm.account.Account;
import headwater.crm.account.AccountService;
import headwater.crm.approval.Approvable;
import headwater.crm.approval.Measure;
import headwater.crm.contract.Progress.State;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.BusinessTime;
import headwater.crm.shared.NotFound;
import headwater.crm.shared.RecordType;

import org.springframework.stereotype.Component;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/** What approvals know of contracts and do to them, whoever decides. */
@Component
class ContractApprovals implements Approvable {
    private final ContractRepository repository;
    private final ContractAgreement agreement;
    private final AmendmentAgreement amendments;
    private final AmendmentRepository pending;
    private final AccountService accounts;
    private final BusinessTime time;

    ContractApprovals(
            ContractRepository repository,
            ContractAgreement agreement,
            AmendmentAgreement amendments,
            AmendmentRepository pending,
            AccountService accounts,
            BusinessTime time) {
        this.repository = repository;
        this.agreement = agreement;
        this.amendments = amendments;
        this.pending = pending;
        this.accounts = accounts;
        this.time = time;
    }

    @Override
    public RecordType type() {
        return RecordType.CONTRACT;
    }

    @Override
    public String title(Viewer viewer, long id) {
        Contract contract = get(viewer, id);
        return contract.number()
                + (pending.pending(viewer, id) == null ? " " : " 变更 Amendment ")
                + accounts.byIds(viewer.asSystem(), Set.of(contract.accountId())).stream()
                        .findFirst()
                        .map(Account::name)
                        .orElse("");
    }

    @Override
    public Set<Measure> measures() {
        return Set.of(Measure.AMOUNT);
    }

    @Override
    public void lock(Viewer viewer, long id) {
        locked(viewer, id);
    }

    @Override
    public Map<Measure, BigDecimal> values(Viewer viewer, long id) {
        Contract contract = get(viewer, id);
        BigDecimal amended = amendments.companyAmount(viewer, contract, time.now());
        return Map.of(Measure.AMOUNT, amended == null ? contract.worth().companyAmount() : amended);
    }

    @Override
    public void approved(Viewer viewer, long id) {
        Contract contract = locked(viewer, id);
        if (contract.state() == State.IN_APPROVAL) {
            agreement.approve(viewer.asSystem(), contract, contract.version(), time.now());
        } else if (pending.pending(viewer, id) != null) {
            amendments.approve(viewer, contract, time.now());
        }
    }

    @Override
    public void refused(Viewer viewer, long id, String reason) {
        Contract contract = locked(viewer, id);
        if (contract.state() == State.IN_APPROVAL) {
            repository.update(
                    viewer.asSystem(),
                    contract.with(contract.progress().draftAgain(reason)),
                    contract.version(),
                    time.now());
        } else {
            amendments.refuse(viewer, id, reason, time.now());
        }
    }

    private Contract get(Viewer viewer, long id) {
        return repository.byIds(viewer.asSystem(), Set.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound(RecordType.CONTRACT.encode(id)));
    }

    private Contract locked(Viewer viewer, long id) {
        Contract contract = repository.locked(viewer.asSystem(), id);
        if (contract == null) {
            throw new NotFound(RecordType.CONTRACT.encode(id));
        }
        return contract;
    }
}
