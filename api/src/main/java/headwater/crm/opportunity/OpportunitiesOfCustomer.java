package headwater.crm.opportunity;

import headwater.crm.account.CustomerTie;
import headwater.crm.permission.Viewer;
import headwater.crm.pool.Poolable.Hindrance;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Open opportunities keep a customer from his pool, or go with him to his next owner. */
@Component
class OpportunitiesOfCustomer implements CustomerTie {
    private final OpportunityRepository repository;
    private final OpportunityUpdateService service;

    OpportunitiesOfCustomer(OpportunityRepository repository, OpportunityUpdateService service) {
        this.repository = repository;
        this.service = service;
    }

    @Override
    public Hindrance hindrance(Viewer viewer, long accountId) {
        return repository.hasOpen(viewer, accountId)
                ? Hindrance.OPEN_OPPORTUNITIES
                : Hindrance.NONE;
    }

    @Override
    public void held(Viewer viewer, long accountId, @Nullable Long ownerId, @Nullable Long workOf) {
        if (ownerId == null || workOf == null) {
            return;
        }
        Viewer system = viewer.asSystem();
        RecordRef to = RecordRef.of(RecordType.USER, ownerId);
        for (long id : repository.openOfAccount(system, accountId, workOf)) {
            service.give(system, id, to, "公海领取 Claimed with the customer");
        }
    }
}
