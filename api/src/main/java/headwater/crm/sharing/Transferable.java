package headwater.crm.sharing;

import headwater.crm.permission.Viewer;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;

/** A kind of record that can be given to another owner. */
public interface Transferable {
    RecordType type();

    /**
     * Under the rules of any other change of it.
     *
     * @throws headwater.crm.shared.NotFound if the viewer may not see it
     * @throws headwater.crm.shared.Refused if it cannot be given to this owner
     */
    void give(Viewer viewer, long id, RecordRef to, @Nullable String reason);
}
