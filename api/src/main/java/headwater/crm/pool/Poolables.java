package headwater.crm.pool;

import headwater.crm.permission.Action;
import headwater.crm.permission.Viewer;
import headwater.crm.shared.BadInput;
import headwater.crm.shared.NotFound;
import headwater.crm.shared.RecordKey;
import headwater.crm.shared.RecordType;
import headwater.crm.sharing.Shareable;

import org.springframework.stereotype.Component;

import java.util.List;

/** All kinds of records that can lie in a pool. */
@Component
class Poolables {
    private final List<Poolable> kinds;
    private final List<Shareable> owned;

    Poolables(List<Poolable> kinds, List<Shareable> owned) {
        this.kinds = kinds;
        this.owned = owned;
    }

    /**
     * Whose a record is that the viewer may change.
     *
     * @throws NotFound if there is none such, or it lies in a pool
     */
    long owner(Viewer viewer, Poolable kind, long id) {
        Long owner =
                owned.stream()
                        .filter(shareable -> shareable.type() == kind.type())
                        .findFirst()
                        .orElseThrow()
                        .owner(viewer, Action.UPDATE, id);
        if (owner == null) {
            throw new NotFound(kind.type().encode(id));
        }
        return owner;
    }

    /**
     * @throws BadInput if the id is of another kind, or no id
     */
    Poolable of(String id) {
        return of(RecordKey.of(id).type());
    }

    Poolable of(RecordType type) {
        return kinds.stream()
                .filter(kind -> kind.type() == type)
                .findFirst()
                .orElseThrow(
                        () ->
                                new BadInput(
                                        "A %s lies in no pool; there are %s."
                                                .formatted(
                                                        type.typeName(),
                                                        kinds.stream()
                                                                .map(kind -> kind.type().typeName())
                                                                .sorted()
                                                                .toList())));
    }

    List<Poolable> all() {
        return kinds;
    }
}
