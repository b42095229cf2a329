package headwater.crm.pool;

import headwater.crm.permission.Viewer;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A kind of record that can lie in a pool. */
public interface Poolable {
    RecordType type();

    /**
     * The texts of records by field of the schema; what the viewer's roles hide is left out.
     *
     * @return by key, whether it lies in a pool or not
     */
    Map<Long, Map<String, @Nullable String>> texts(Viewer viewer, Set<Long> ids);

    /**
     * By what recycle rules choose among records. As many statements for many as for one.
     *
     * @return by key
     */
    Map<Long, Fit> fits(Viewer viewer, Set<Long> ids);

    default Fit fit(Viewer viewer, long id) {
        return Objects.requireNonNull(fits(viewer, Set.of(id)).get(id));
    }

    /** What people call the record. */
    String name(Viewer viewer, long id);

    /** What follows when a record has another holder, in the same transaction. */
    void held(Viewer viewer, long id, Move move, @Nullable String reason);

    /** Whether somebody works on it yet; what is at its end goes to no pool. */
    boolean isOpen(Viewer viewer, long id);

    /**
     * Its owner has locked it, or it is locked no more.
     *
     * @param reason null when somebody did it
     */
    default void locked(Viewer viewer, long id, boolean locked, @Nullable String reason) {}

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
