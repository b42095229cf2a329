package headwater.crm.opportunity;

import headwater.crm.followup.Followed;
import headwater.crm.permission.Action;
import headwater.crm.permission.Viewer;
import headwater.crm.shared.NotFound;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** To follow up an opportunity is to follow up its account. */
@Component
class OpportunityFollowup implements Followed {
    private final OpportunityRepository repository;

    OpportunityFollowup(OpportunityRepository repository) {
        this.repository = repository;
    }

    @Override
    public RecordType type() {
        return RecordType.OPPORTUNITY;
    }

    @Override
    public @Nullable Long find(
            Viewer viewer, RecordRef ref, Violations violations, String... field) {
        return repository.find(viewer, ref, violations, field);
    }

    @Override
    public Whose whose(Viewer viewer, long id) {
        Whose whose = repository.whose(viewer, id);
        if (whose == null) {
            throw new NotFound(type().encode(id));
        }
        return whose;
    }

    @Override
    public boolean mayChange(Viewer viewer, long id) {
        return repository.owner(viewer, Action.UPDATE, id) != null;
    }
}
