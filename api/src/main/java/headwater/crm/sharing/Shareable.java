package headwater.crm.sharing;

import headwater.crm.permission.Action;
import headwater.crm.permission.Viewer;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;

/** A kind of record that belongs to somebody and can be shared. */
public interface Shareable {
    RecordType type();

    /** The owner of the record; null if the viewer may not do this with it, or it is not there. */
    @Nullable Long owner(Viewer viewer, Action action, long id);
}
