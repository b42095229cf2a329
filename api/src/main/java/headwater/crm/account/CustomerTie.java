package headwater.crm.account;

import headwater.crm.permission.Viewer;
import headwater.crm.pool.Poolable.Agreement;
import headwater.crm.pool.Poolable.Hindrance;

import org.jspecify.annotations.Nullable;

/** Something that hangs on customers and has a say in, or follows from, whose they are. */
public interface CustomerTie {

    /** The contract with a customer that ends last; null when there has been none. */
    default @Nullable Agreement agreement(Viewer viewer, long accountId) {
        return null;
    }

    /** What keeps a customer from his pool for now. */
    default Hindrance hindrance(Viewer viewer, long accountId) {
        return Hindrance.NONE;
    }

    /**
     * A customer has another owner or none, in the same transaction.
     *
     * @param ownerId null while he lies in a pool
     * @param workOf whose open work goes to the new owner; null for nobody's
     */
    default void held(
            Viewer viewer, long accountId, @Nullable Long ownerId, @Nullable Long workOf) {}
}
