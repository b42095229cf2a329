package headwater.crm.pool;

import headwater.crm.permission.Viewer;
import headwater.crm.shared.Connection;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

/** A kind of record that can lie in a pool. */
public interface Poolable {
    RecordType type();

    /**
     * What lies in a pool, the newest first or last as the request says. Whether the viewer may see
     * the pool has been decided.
     *
     * @return keys of the records
     */
    Connection<Long> inPool(Viewer viewer, long poolId, ListRequest request);

    /**
     * The texts of records by field of the schema; what the viewer's roles hide is left out.
     *
     * @return by key; none of what lies in no pool
     */
    Map<Long, Map<String, @Nullable String>> texts(Viewer viewer, Set<Long> ids);

    /** The grade and source of a record, for recycle rules. */
    Fit fit(Viewer viewer, long id);

    /** What people call the record. */
    String name(Viewer viewer, long id);

    /** What follows when a record has another holder, in the same transaction. */
    void held(Viewer viewer, long id, Move move, @Nullable String reason);

    /** What keeps a record from its pool for now. */
    default Hindrance hindrance(Viewer viewer, long id) {
        return Hindrance.NONE;
    }

    /**
     * By what a recycle rule chooses.
     *
     * @param agreement the contract with it that ends last; null when there has been none
     */
    record Fit(@Nullable String grade, @Nullable Long sourceId, @Nullable Agreement agreement) {}

    /**
     * A contract that was agreed.
     *
     * @param endsOn its last day; null for without end
     */
    record Agreement(@Nullable LocalDate endsOn) {}

    /** Why a record that is due is not given to its pool yet. */
    enum Hindrance {
        NONE,
        /** Unless the rule says otherwise. */
        OPEN_OPPORTUNITIES,
        /** Somebody has to agree to something of it. */
        APPROVAL
    }

    /** How a record comes to another holder. */
    enum Move {
        CLAIMED,
        ASSIGNED,
        RETURNED,
        RECYCLED
    }
}
