package headwater.crm.followup;

import headwater.crm.permission.Action;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.RecordRepository;
import headwater.crm.shared.NotFound;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Stamped;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

/** Records with owners, as those who follow them up know them. */
public abstract class FollowedRecords<T extends Stamped> implements Followed {
    private final RecordType type;
    private final RecordRepository<?, T> repository;

    protected FollowedRecords(RecordType type, RecordRepository<?, T> repository) {
        this.type = type;
        this.repository = repository;
    }

    protected abstract Whose whose(T record);

    @Override
    public final RecordType type() {
        return type;
    }

    @Override
    public @Nullable Long find(
            Viewer viewer, RecordRef ref, Violations violations, String... field) {
        return repository.find(viewer, ref, violations, field);
    }

    @Override
    public Whose whose(Viewer viewer, long id) {
        T record = repository.locked(viewer, id);
        if (record == null) {
            throw new NotFound(type.encode(id));
        }
        return whose(record);
    }

    @Override
    public boolean mayChange(Viewer viewer, long id) {
        return repository.owner(viewer, Action.UPDATE, id) != null;
    }
}
