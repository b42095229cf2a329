package headwater.crm.followup;

import headwater.crm.permission.Viewer;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** A kind of record that interactions hang on. */
public interface Followed {
    RecordType type();

    /** Null, with a violation added, when the viewer sees no such record, or several. */
    @Nullable Long find(Viewer viewer, RecordRef ref, Violations violations, String... field);

    /**
     * Nobody changes it until the transaction ends.
     *
     * @throws headwater.crm.shared.NotFound if the viewer does not see it any more
     */
    Whose whose(Viewer viewer, long id);

    /** Whether somebody may change the record. */
    boolean mayChange(Viewer viewer, long id);

    /** What follows from an effective follow-up, in the same transaction; whoever did it. */
    default void followedUp(Viewer viewer, long id, Instant at) {}

    /**
     * Whose a record is.
     *
     * @param ownerId null for nobody's
     * @param customerId the account above it, or itself
     */
    record Whose(@Nullable Long ownerId, @Nullable Long customerId) {}
}
