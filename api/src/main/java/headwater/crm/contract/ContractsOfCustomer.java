package headwater.crm.contract;

import headwater.crm.account.CustomerTie;
import headwater.crm.permission.Viewer;
import headwater.crm.pool.Poolable.Agreement;
import headwater.crm.pool.Poolable.Hindrance;

import org.springframework.stereotype.Component;

import java.util.Map;
import java.util.Set;

/** A customer with a contract stays his owner's, and so does one whose contract is being agreed. */
@Component
class ContractsOfCustomer implements CustomerTie {
    private final ContractRepository repository;

    ContractsOfCustomer(ContractRepository repository) {
        this.repository = repository;
    }

    @Override
    public Map<Long, Agreement> agreements(Viewer viewer, Set<Long> accountIds) {
        return repository.lastAgreements(viewer, accountIds);
    }

    @Override
    public Hindrance hindrance(Viewer viewer, long accountId) {
        return repository.isInApproval(viewer, accountId) ? Hindrance.APPROVAL : Hindrance.NONE;
    }
}
