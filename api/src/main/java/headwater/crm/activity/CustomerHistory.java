package headwater.crm.activity;

import headwater.crm.followup.Followed;
import headwater.crm.followup.FollowupHistory;
import headwater.crm.permission.Viewer;
import headwater.crm.shared.RecordType;

import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.List;

/** Hands what happened with a lead on to the customer that it became. */
@Component
class CustomerHistory implements FollowupHistory {
    private final InteractionRepository repository;
    private final List<Followed> kinds;

    CustomerHistory(InteractionRepository repository, List<Followed> kinds) {
        this.repository = repository;
        this.kinds = kinds;
    }

    @Override
    public void converted(Viewer viewer, long leadId, long accountId) {
        Instant last = repository.converted(viewer, leadId, accountId);
        if (last != null) {
            kinds.stream()
                    .filter(kind -> kind.type() == RecordType.ACCOUNT)
                    .forEach(kind -> kind.followedUp(viewer, accountId, last));
        }
    }
}
