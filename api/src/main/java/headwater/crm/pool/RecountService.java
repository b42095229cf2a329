package headwater.crm.pool;

import headwater.crm.company.CompanyService;
import headwater.crm.permission.Door;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Writes;
import headwater.crm.pool.Poolable.Fit;
import headwater.crm.pool.RecountRepository.Asked;

import org.springframework.stereotype.Service;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Counts anew when records fall due, after rules or members of pools have changed, or people have
 * moved between teams and roles. Batch by batch in the order of their keys: whoever is stopped goes
 * on where he was.
 *
 * <p>Who changes a record at the moment of the change may go by the old rules; counting waits until
 * all have ended who began before it.
 */
@Service
public class RecountService {
    private static final int BATCH = 1000;

    private final RecountRepository repository;
    private final RecycleDues dues;
    private final Poolables poolables;
    private final CompanyService company;
    private final Writes writes;

    RecountService(
            RecountRepository repository,
            RecycleDues dues,
            Poolables poolables,
            CompanyService company,
            Writes writes) {
        this.repository = repository;
        this.dues = dues;
        this.poolables = poolables;
        this.company = company;
        this.writes = writes;
    }

    /** People may have moved between teams over night. */
    public void lookAtNewDay() {
        Viewer job = Viewer.system(Door.JOB, "new day " + UUID.randomUUID());
        LocalDate today = company.company().dayOf(writes.time().now());
        writes.transactions()
                .write(
                        job,
                        () -> {
                            repository.askForNewDay(job, today);
                            return today;
                        });
    }

    /** Until all is counted, or somebody has to be waited for. */
    public void recount() {
        for (Poolable kind : poolables.all()) {
            Viewer job = Viewer.system(Door.JOB, "recount " + UUID.randomUUID());
            while (writes.transactions()
                    .write(job, "recycle rules changed", () -> step(job, kind))) {
                // The next batch is a transaction of its own.
            }
        }
    }

    /** Whether there is more to do at once. */
    private boolean step(Viewer job, Poolable kind) {
        Asked asked = repository.next(job, kind.type());
        if (asked == null) {
            return false;
        }
        if (asked.horizon() == null) {
            repository.see(job, kind.type());
            return true;
        }
        if (!repository.isPast(job, asked.horizon())) {
            return false;
        }
        List<Long> ids = repository.owned(job, kind.type(), asked.afterId(), BATCH);
        if (ids.isEmpty()) {
            repository.done(job, kind.type());
            return false;
        }
        Map<Long, Holding> free = repository.free(job, kind.type(), ids);
        count(job, kind, free);
        // What somebody else holds now is counted when he lets it go.
        long counted =
                ids.stream()
                        .filter(id -> !free.containsKey(id))
                        .findFirst()
                        .map(id -> id - 1)
                        .orElse(ids.getLast());
        repository.countedTo(job, kind.type(), counted);
        return counted == ids.getLast();
    }

    private void count(Viewer job, Poolable kind, Map<Long, Holding> holdings) {
        Map<Long, Fit> fits = kind.fits(job, Set.copyOf(holdings.keySet()));
        RecycleDues.Count count = dues.count(job, kind.type());
        Map<Long, RecycleDue> changed = new HashMap<>();
        fits.forEach(
                (id, fit) -> {
                    Holding holding = Objects.requireNonNull(holdings.get(id));
                    RecycleDue due = count.due(fit, holding);
                    if (!due.equals(
                            new RecycleDue(holding.recycleDueAt(), holding.recycleRuleId()))) {
                        changed.put(id, due);
                    }
                });
        repository.due(job, kind.type(), changed);
    }
}
