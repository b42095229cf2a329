package headwater.crm.account;

import headwater.crm.permission.Viewer;
import headwater.crm.pool.Poolable.Agreement;
import headwater.crm.pool.Poolable.Hindrance;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Set;

/** Something that hangs on customers and has a say in, or follows from, whose they are. */
public interface CustomerTie {

    /**
     * The contract with each customer that ends last, by his key; without those who have had none.
     */
    default Map<Long, Agreement> agreements(Viewer viewer, Set<Long> accountIds) {
        return Map.of();
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
