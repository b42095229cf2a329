package headwater.crm.record;

import org.jspecify.annotations.Nullable;

/** A record that belongs to a customer, or is one. */
public interface OfCustomer {
    /** Key of the account above it; null while it has none. */
    @Nullable Long customerId();
}
