package headwater.crm.pool;

import headwater.crm.permission.Viewer;
import headwater.crm.persistence.BusinessTime;
import headwater.crm.pool.Poolable.Fit;
import headwater.crm.pool.RecycleRule.OpenOpportunities;
import headwater.crm.shared.RecordType;
import headwater.crm.task.Task;
import headwater.crm.task.Todos;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Whose records are: periods of ownership, and when a record goes to which pool. */
@Service
public class HoldingService {
    /** Begins the reason of a period that a rule has ended. */
    static final String BY_RULE = "RULE:";

    private final HoldingRepository repository;
    private final LedgerRepository ledger;
    private final PoolRepository pools;
    private final RecycleDues dues;
    private final Todos todos;
    private final BusinessTime time;

    HoldingService(
            HoldingRepository repository,
            LedgerRepository ledger,
            PoolRepository pools,
            RecycleDues dues,
            Todos todos,
            BusinessTime time) {
        this.repository = repository;
        this.ledger = ledger;
        this.pools = pools;
        this.dues = dues;
        this.todos = todos;
        this.time = time;
    }

    /** What it means that somebody owns a record from now on. */
    public Holding ofOwner(Viewer viewer, RecordType type, Fit fit, long ownerId, Instant since) {
        return due(viewer, type, fit, Holding.ofOwner(ownerId, since));
    }

    /** The same holding after an effective follow-up. */
    public Holding followedUp(
            Viewer viewer, RecordType type, Fit fit, Holding holding, Instant at) {
        return due(viewer, type, fit, holding.followedUp(at));
    }

    Holding due(Viewer viewer, RecordType type, Fit fit, Holding holding) {
        return holding.dueBy(dues.count(viewer, type).due(fit, holding));
    }

    /** The record has changed in what rules go by; nobody else changes it meanwhile. */
    public void changed(Viewer viewer, RecordType type, Fit fit, long id) {
        Holding holding = repository.of(viewer, type, id);
        Holding renewed = due(viewer, type, fit, holding);
        if (!Objects.equals(renewed, holding)) {
            repository.due(
                    viewer,
                    type,
                    id,
                    new RecycleDue(renewed.recycleDueAt(), renewed.recycleRuleId()));
        }
    }

    /** Keeps since when an owner has a new record, or a former one's, and how long he may. */
    public void hold(Viewer viewer, RecordType type, long id, Holding holding) {
        repository.hold(viewer, type, id, holding);
    }

    /**
     * Whose open opportunities go with a customer to his next owner: his last owner's, when the
     * rule that took him says so; null for nobody's.
     */
    public @Nullable Long formerOwnerWhoseWorkMoves(Viewer viewer, RecordType type, long id) {
        OwnerPeriod last = ledger.lastEnded(viewer, type, id);
        String reason = last == null ? null : last.endReason();
        if (last == null || reason == null || !reason.startsWith(BY_RULE)) {
            return null;
        }
        RecycleRule rule = pools.rule(viewer, Long.parseLong(reason.substring(BY_RULE.length())));
        return rule != null && rule.openOpportunities() == OpenOpportunities.MOVE
                ? last.ownerId()
                : null;
    }

    /**
     * What the rules say now of a record that seems due: leave may have been approved since. If its
     * time has not come, the new instant is kept.
     */
    boolean isDue(Viewer viewer, Poolable kind, long id, Instant now) {
        Holding holding = repository.of(viewer, kind.type(), id);
        Holding renewed = due(viewer, kind.type(), kind.fit(viewer, id), holding);
        Instant due = renewed.recycleDueAt();
        if (due != null && !due.isAfter(now)) {
            return true;
        }
        var kept = new RecycleDue(due, renewed.recycleRuleId());
        repository.due(viewer, kind.type(), id, kept);
        return false;
    }

    /** The pool into which somebody's records fall; null when he belongs to none. */
    public @Nullable Long poolOf(Viewer viewer, RecordType type, long ownerId) {
        List<Long> all = poolsOf(viewer, type, ownerId);
        return all.isEmpty() ? null : all.getFirst();
    }

    /** All pools that somebody belongs to, the closest first. */
    List<Long> poolsOf(Viewer viewer, RecordType type, long ownerId) {
        return dues.poolsOf(viewer, type, ownerId);
    }

    /** Whether somebody may own one more; nobody else changes that until the transaction ends. */
    public boolean hasRoom(Viewer viewer, RecordType type, long userId, int limit) {
        ledger.lockQuota(viewer, type, userId);
        return repository.holding(viewer, type, userId) < limit;
    }

    /** A record has its first owner. */
    public void begun(Viewer viewer, RecordType type, long id, Holding holding) {
        if (holding.ownerId() != null) {
            Instant since = Objects.requireNonNull(holding.ownedSince());
            ledger.begin(viewer, type, id, holding.ownerId(), since, time.now());
        }
    }

    /**
     * A record has another holder. What its former owner had to do for it ends when it is nobody's.
     *
     * @param reason CLAIM, TRANSFER, RETURN, DELETE, CONVERT, RESPONSE or RULE:&lt;key&gt;
     */
    public void changed(
            Viewer viewer, RecordType type, long id, Holding after, Instant at, String reason) {
        ledger.end(viewer, type, id, at, reason);
        begun(viewer, type, id, after);
        todos.close(
                viewer,
                type,
                id,
                after.ownerId() == null
                        ? EnumSet.allOf(Task.Kind.class)
                        : Set.of(Task.Kind.RECYCLE),
                Task.Status.CANCELLED,
                reason);
    }

    /** Who owned records that the viewer has read already, oldest first. */
    public List<OwnerPeriod> periods(Viewer viewer, RecordType type, Set<Long> ids) {
        return ledger.periods(viewer, type, ids);
    }
}
