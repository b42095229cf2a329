package headwater.crm.duplicate;

import headwater.crm.permission.Viewer;
import headwater.crm.shared.RecordType;

import java.util.List;

/** A kind of record whose records are compared with incoming ones of any kind. */
public interface DuplicateSource {
    RecordType type();

    /** Whether records of this kind are compared by any of these keys. */
    boolean compares(DuplicateKeys keys);

    /**
     * Records, alive, that agree with a key of the probe, whoever may see them; equal codes and
     * names first, then the oldest. One statement.
     *
     * @param limit how many at most
     */
    List<Match> matches(Viewer viewer, Probe probe, int limit);

    /**
     * Makes the keys of some records that have none or old ones, in the order of their ids.
     *
     * @return how many; 0 when all have theirs
     */
    int fill(int limit);
}
