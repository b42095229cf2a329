package headwater.crm.contract;

import headwater.crm.opportunity.OwnerFollower;
import headwater.crm.permission.Viewer;

import org.springframework.stereotype.Component;

import java.time.Instant;

/** Drafts go with their opportunity; what was agreed stays with who agreed it. */
@Component
class DraftFollower implements OwnerFollower {
    private final ContractRepository repository;

    DraftFollower(ContractRepository repository) {
        this.repository = repository;
    }

    @Override
    public void ownerChanged(Viewer viewer, long opportunityId, long ownerId, Instant now) {
        repository.giveDrafts(viewer, opportunityId, ownerId, now);
    }
}
