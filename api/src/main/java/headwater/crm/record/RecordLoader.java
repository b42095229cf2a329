package headwater.crm.record;

import headwater.crm.permission.Viewer;
import headwater.crm.shared.Identified;
import headwater.crm.shared.RecordType;

import java.util.List;
import java.util.Set;

/**
 * How the records of one type are found by their keys: for {@code node} and for every reference to
 * the type.
 */
public interface RecordLoader<T extends Identified> {
    RecordType type();

    /** One statement. Keys that do not exist, or that the viewer may not see, are left out. */
    List<T> byIds(Viewer viewer, Set<Long> ids);
}
