package headwater.crm.record;

import headwater.crm.permission.Viewer;
import headwater.crm.shared.Found;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.SearchText;

import java.util.List;

/** A kind of record that can be searched for. */
public interface Searchable {
    RecordType type();

    /**
     * The best matches among what the viewer may see, best first. One statement.
     *
     * @param limit 1 to 100
     */
    List<Found> search(Viewer viewer, SearchText text, int limit);
}
