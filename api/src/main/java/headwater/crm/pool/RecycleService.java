package headwater.crm.pool;

import headwater.crm.identity.UserService;
import headwater.crm.permission.Door;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Writes;
import headwater.crm.pool.Poolable.Hindrance;
import headwater.crm.pool.Poolable.Move;
import headwater.crm.pool.RecycleRepository.Due;
import headwater.crm.pool.RecycleRule.OpenOpportunities;
import headwater.crm.task.Task;
import headwater.crm.task.Todo;
import headwater.crm.task.Todos;

import org.springframework.stereotype.Service;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Gives to their pools what is due. A record is looked at under its lock, so a follow-up that was
 * committed first keeps it; several processes share the work.
 */
@Service
public class RecycleService {
    private static final int BATCH = 500;

    private final RecycleRepository repository;
    private final HoldingRepository records;
    private final HoldingService holdings;
    private final Poolables poolables;
    private final PoolRepository pools;
    private final UserService users;
    private final Todos todos;
    private final Writes writes;

    RecycleService(
            RecycleRepository repository,
            HoldingRepository records,
            HoldingService holdings,
            Poolables poolables,
            PoolRepository pools,
            UserService users,
            Todos todos,
            Writes writes) {
        this.repository = repository;
        this.records = records;
        this.holdings = holdings;
        this.poolables = poolables;
        this.pools = pools;
        this.users = users;
        this.todos = todos;
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
                            ownersGone(job, kind, writes.time().now());
                            Instant now = writes.time().now();
                            List<Due> due = repository.due(job, kind.type(), now, BATCH);
                            due.forEach(each -> recycle(job, kind, each, now));
                            return due.size();
                        });
    }

    /** What belongs to people who have left becomes due where a rule says so. */
    private void ownersGone(Viewer job, Poolable kind, Instant now) {
        for (long owner : repository.goneOwners(job, kind.type(), now)) {
            Long pool = holdings.poolOf(job, kind.type(), owner);
            if (pool != null
                    && pools.rules(job, Set.of(pool)).stream()
                            .anyMatch(
                                    rule -> rule.trigger() == RecycleRule.Trigger.OWNER_DISABLED)) {
                repository
                        .ownedBy(job, kind.type(), owner, now, BATCH)
                        .forEach(id -> holdings.changed(job, kind.type(), kind.fit(job, id), id));
            }
        }
    }

    private void recycle(Viewer job, Poolable kind, Due due, Instant now) {
        if (!holdings.isDue(job, kind, due.id(), now) || isHindered(job, kind, due, now)) {
            return;
        }
        // Rules are a pool's, so who is due belongs to one.
        long pool = Objects.requireNonNull(holdings.poolOf(job, kind.type(), due.ownerId()));
        Holding holding = Holding.ofPool(pool, now);
        records.change(job, kind.type(), due.id(), due.version(), holding, now);
        String rule = HoldingService.BY_RULE + due.ruleId();
        holdings.changed(job, kind.type(), due.id(), holding, now, rule);
        kind.held(job, due.id(), Move.RECYCLED, rule);
    }

    /**
     * What is hindered is looked at again after a day; of open opportunities the superior learns.
     */
    private boolean isHindered(Viewer job, Poolable kind, Due due, Instant now) {
        Hindrance hindrance = kind.hindrance(job, due.id());
        RecycleRule rule = due.ruleId() == null ? null : pools.rule(job, due.ruleId());
        boolean opportunities = hindrance == Hindrance.OPEN_OPPORTUNITIES;
        if (hindrance == Hindrance.NONE
                || (opportunities
                        && rule != null
                        && rule.openOpportunities() != OpenOpportunities.BLOCK)) {
            return false;
        }
        repository.postpone(job, kind.type(), due.id(), now.plus(1, ChronoUnit.DAYS));
        Long superior = opportunities ? users.superior(job, due.ownerId()) : null;
        if (superior != null) {
            todos.raise(job, List.of(warning(job, kind, due, superior)));
        }
        return true;
    }

    /** Once for each rule and owner. */
    private static Todo warning(Viewer job, Poolable kind, Due due, long superior) {
        return new Todo(
                "recycle-hindered:%s:%d:%d"
                        .formatted(kind.type().encode(due.id()), due.ownerId(), due.ruleId()),
                Task.Kind.RECYCLE,
                superior,
                "应回收但仍有进行中的商机 Due for its pool, but has open opportunities: "
                        + kind.name(job, due.id()),
                null,
                kind.type(),
                due.id(),
                null,
                false);
    }
}
