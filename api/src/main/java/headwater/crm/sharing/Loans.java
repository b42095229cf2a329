package headwater.crm.sharing;

import headwater.crm.permission.Viewer;
import headwater.crm.shared.RecordKey;

import org.springframework.stereotype.Component;

import java.time.Clock;

/** Leave to see a record for as long as a rule asks somebody about it. */
@Component
public class Loans {
    private final ShareRepository repository;
    private final Clock clock;

    Loans(ShareRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /**
     * Lets somebody read a record, whoever it is that the rule asks for.
     *
     * @return whether it was not shared with him already
     */
    public boolean lend(Viewer viewer, RecordKey record, long userId) {
        return repository.lend(viewer, record, "user:" + userId, clock.instant());
    }

    /** Ends every leave to see a record, whoever gave it: who holds it next gives his own. */
    public void endAll(Viewer viewer, RecordKey record) {
        repository.deleteOf(viewer, record);
    }

    /** Ends what {@link #lend} began, unless somebody has changed the share since. */
    public void takeBack(Viewer viewer, RecordKey record, long userId) {
        repository.takeBack(viewer, record, "user:" + userId);
    }
}
