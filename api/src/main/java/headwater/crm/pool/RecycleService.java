package headwater.crm.pool;

import headwater.crm.permission.Door;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Writes;
import headwater.crm.pool.HoldingRepository.Due;
import headwater.crm.pool.Poolable.Move;

import org.springframework.stereotype.Service;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Gives to their pools what is due. A record is looked at under its lock, so a follow-up that was
 * committed first keeps it; several processes share the work.
 */
@Service
public class RecycleService {
    private static final int BATCH = 500;

    private final HoldingRepository repository;
    private final HoldingService holdings;
    private final Poolables poolables;
    private final Writes writes;

    RecycleService(
            HoldingRepository repository,
            HoldingService holdings,
            Poolables poolables,
            Writes writes) {
        this.repository = repository;
        this.holdings = holdings;
        this.poolables = poolables;
        this.writes = writes;
    }

    /** Until nothing is due. */
    public void recycle() {
        for (Poolable kind : poolables.all()) {
            while (recycle(kind) == BATCH) {
                // The next batch is a transaction of its own.
            }
        }
    }

    /** How many were looked at. */
    private int recycle(Poolable kind) {
        Viewer job = Viewer.system(Door.JOB, "recycle " + UUID.randomUUID());
        return writes.transactions()
                .write(
                        job,
                        "recycle rules",
                        () -> {
                            Instant now = writes.time().now();
                            List<Due> due = repository.due(job, kind.type(), now, BATCH);
                            due.forEach(each -> recycle(job, kind, each, now));
                            return due.size();
                        });
    }

    private void recycle(Viewer job, Poolable kind, Due due, Instant now) {
        if (!holdings.isDue(job, kind, due.id(), now)) {
            return;
        }
        // Rules are a pool's, so who is due belongs to one.
        long pool = Objects.requireNonNull(holdings.poolOf(job, kind.type(), due.ownerId()));
        Holding holding = Holding.ofPool(pool, now);
        repository.leave(job, kind.type(), due.id(), due.version(), holding);
        String rule = "RULE:" + due.ruleId();
        holdings.changed(job, kind.type(), due.id(), holding, now, rule);
        kind.held(job, due.id(), Move.RECYCLED, rule);
    }
}
