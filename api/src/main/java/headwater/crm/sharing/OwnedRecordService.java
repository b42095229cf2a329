package headwater.crm.sharing;

import headwater.crm.identity.UserService;
import headwater.crm.permission.Action;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.RecordRepository;
import headwater.crm.persistence.Writes;
import headwater.crm.record.Draft;
import headwater.crm.record.Drafting;
import headwater.crm.record.Drafts;
import headwater.crm.record.RecordService;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Stamped;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * Records that belong to somebody: they can be shared and given away. Their drafts have a component
 * {@code owner}.
 */
public abstract class OwnedRecordService<T extends Stamped, D extends Record & Draft>
        extends RecordService<T, D> implements Shareable, Transferable {
    private final RecordRepository<?, T> repository;
    private final UserService users;

    protected OwnedRecordService(
            RecordType type,
            Class<D> draftType,
            RecordRepository<?, T> repository,
            UserService users,
            Writes writes) {
        super(type, draftType, repository, writes);
        this.repository = repository;
        this.users = users;
    }

    /**
     * Who shall own the record: the one named, or the viewer himself. To give a record away needs
     * TRANSFER on both sides.
     *
     * @param known the owner before; null for a new record
     */
    protected @Nullable Long owner(
            Drafting<T, D> drafting, @Nullable RecordRef named, @Nullable Long known) {
        if (known == null) {
            return users.owner(drafting.viewer(), type(), named, drafting.violations());
        }
        return named == null || named.equals(RecordRef.of(RecordType.USER, known))
                ? known
                : users.newOwner(drafting.viewer(), type(), known, named, drafting.violations());
    }

    @Override
    public @Nullable Long owner(Viewer viewer, Action action, long id) {
        return repository.owner(viewer, action, id);
    }

    @Override
    public void give(Viewer viewer, long id, RecordRef to, @Nullable String reason) {
        update(viewer, id, get(viewer, id).version(), Drafts.setting(Map.of("owner", to)));
    }
}
