package headwater.crm.contact;

import headwater.crm.record.OfCustomer;
import headwater.crm.shared.Stamp;
import headwater.crm.shared.Stamped;

import org.jspecify.annotations.Nullable;

/**
 * A person at a customer.
 *
 * @param ownerId null while the customer lies in a pool
 */
public record Contact(
        long id,
        String name,
        @Nullable String title,
        @Nullable String email,
        @Nullable String phone,
        @Nullable DecisionRole decisionRole,
        @Nullable Long accountId,
        @Nullable Long ownerId,
        @Nullable String externalId,
        Stamp stamp)
        implements Stamped, OfCustomer {

    /** The contact's part in decisions. */
    public enum DecisionRole {
        DECISION_MAKER,
        INFLUENCER,
        TECHNICAL,
        USER
    }

    @Override
    public @Nullable Long customerId() {
        return accountId;
    }
}
