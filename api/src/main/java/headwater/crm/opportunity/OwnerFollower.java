package headwater.crm.opportunity;

import headwater.crm.permission.Viewer;

import java.time.Instant;

/** Records that always belong to their opportunity's owner; each kind of them implements this. */
public interface OwnerFollower {

    /** In the transaction that gives the opportunity to another owner. */
    void ownerChanged(Viewer viewer, long opportunityId, long ownerId, Instant now);
}
