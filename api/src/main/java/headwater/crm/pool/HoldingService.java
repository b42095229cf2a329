package headwater.crm.pool;

import headwater.crm.company.Company;
import headwater.crm.company.CompanyService;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.BusinessTime;
import headwater.crm.pool.Poolable.Fit;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Whose records are: periods of ownership, and when a record goes to which pool. */
@Service
public class HoldingService {
    private final HoldingRepository repository;
    private final PoolRepository pools;
    private final CompanyService company;
    private final BusinessTime time;

    HoldingService(
            HoldingRepository repository,
            PoolRepository pools,
            CompanyService company,
            BusinessTime time) {
        this.repository = repository;
        this.pools = pools;
        this.company = company;
        this.time = time;
    }

    /** What it means that somebody owns a record from now on. */
    public Holding ofOwner(Viewer viewer, RecordType type, Fit fit, long ownerId, Instant since) {
        return due(viewer, type, fit, Holding.ofOwner(ownerId, since), null);
    }

    /** The same holding after an effective follow-up, or when a rule or the record has changed. */
    public Holding followedUp(
            Viewer viewer, RecordType type, Fit fit, Holding holding, Instant at) {
        Instant last = holding.lastEffectiveFollowupAt();
        var after =
                new Holding(
                        holding.ownerId(),
                        holding.poolId(),
                        holding.ownedSince(),
                        holding.pooledAt(),
                        last == null || at.isAfter(last) ? at : last,
                        holding.recycleDueAt(),
                        holding.recycleRuleId(),
                        holding.lockedUntil());
        return due(viewer, type, fit, after, holding.recycleDueAt());
    }

    private Holding due(
            Viewer viewer, RecordType type, Fit fit, Holding holding, @Nullable Instant dueBefore) {
        Long owner = holding.ownerId();
        Long pool = owner == null ? null : poolOf(viewer, type, owner);
        if (pool == null) {
            return holding.dueBy(RecycleDue.NEVER);
        }
        Company settings = company.company();
        LocalDate owned = settings.dayOf(Objects.requireNonNull(holding.ownedSince()));
        Instant followup = holding.lastEffectiveFollowupAt();
        for (RecycleRule rule : pools.rules(viewer, Set.of(pool))) {
            if (rule.fits(fit.grade(), fit.sourceId())) {
                LocalDate due =
                        rule.dueOn(
                                owned,
                                followup == null ? null : settings.dayOf(followup),
                                // The instant is the end of the day before it.
                                dueBefore == null ? null : settings.dayOf(dueBefore).minusDays(1));
                return holding.dueBy(
                        due == null
                                ? RecycleDue.NEVER
                                : new RecycleDue(
                                        due.plusDays(1).atStartOfDay(settings.zone()).toInstant(),
                                        rule.id()));
            }
        }
        return holding.dueBy(RecycleDue.NEVER);
    }

    /** The pool into which somebody's records fall; null when he belongs to none. */
    public @Nullable Long poolOf(Viewer viewer, RecordType type, long ownerId) {
        List<Long> all = poolsOf(viewer, type, ownerId);
        return all.isEmpty() ? null : all.getFirst();
    }

    /** All pools that somebody belongs to, the closest first. */
    List<Long> poolsOf(Viewer viewer, RecordType type, long ownerId) {
        return pools.ofOwner(viewer, type, ownerId, company.company().dayOf(time.now()));
    }

    /** Whether somebody may own one more; nobody else changes that until the transaction ends. */
    public boolean hasRoom(Viewer viewer, RecordType type, long userId, int limit) {
        repository.lockQuota(viewer, type, userId);
        return repository.holding(viewer, type, userId) < limit;
    }

    /** A record has its first owner. */
    public void begun(Viewer viewer, RecordType type, long id, Holding holding) {
        if (holding.ownerId() != null) {
            Instant since = Objects.requireNonNull(holding.ownedSince());
            repository.begin(viewer, type, id, holding.ownerId(), since, time.now());
        }
    }

    /**
     * A record has another holder.
     *
     * @param reason CLAIM, TRANSFER, RETURN, DELETE, CONVERT or RULE:&lt;key&gt;
     */
    public void changed(
            Viewer viewer, RecordType type, long id, Holding after, Instant at, String reason) {
        repository.end(viewer, type, id, at, reason);
        begun(viewer, type, id, after);
    }

    /** Who owned records that the viewer has read already, oldest first. */
    public List<OwnerPeriod> periods(Viewer viewer, RecordType type, Set<Long> ids) {
        return repository.periods(viewer, type, ids);
    }
}
