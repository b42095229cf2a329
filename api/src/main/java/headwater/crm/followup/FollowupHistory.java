package headwater.crm.followup;

import headwater.crm.permission.Viewer;

/** What happened before somebody became a customer. */
public interface FollowupHistory {

    /** A lead has become a customer, and what happened with it belongs to him from now on. */
    void converted(Viewer viewer, long leadId, long accountId);
}
