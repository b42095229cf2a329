package headwater.crm.pool;

import headwater.crm.absence.Absences;
import headwater.crm.calendar.WorkingTime;
import headwater.crm.calendar.WorkingTimes;
import headwater.crm.company.Company;
import headwater.crm.company.CompanyService;
import headwater.crm.identity.UserService;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.BusinessTime;
import headwater.crm.pool.Poolable.Fit;
import headwater.crm.pool.RecycleRule.OpenOpportunities;
import headwater.crm.pool.RecycleRule.Trigger;
import headwater.crm.shared.RecordType;
import headwater.crm.task.Task;
import headwater.crm.task.Todos;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Whose records are: periods of ownership, and when a record goes to which pool. */
@Service
public class HoldingService {
    /** SPEC C1: leave puts off the pool by so many working days at most. */
    private static final int MOST_LEAVE = 15;

    /** Begins the reason of a period that a rule has ended. */
    static final String BY_RULE = "RULE:";

    private static final int MOST_AT_ONCE = 500;

    private final HoldingRepository repository;
    private final LedgerRepository ledger;
    private final PoolRepository pools;
    private final CompanyService company;
    private final WorkingTimes times;
    private final Absences absences;
    private final UserService users;
    private final Todos todos;
    private final BusinessTime time;

    HoldingService(
            HoldingRepository repository,
            LedgerRepository ledger,
            PoolRepository pools,
            CompanyService company,
            WorkingTimes times,
            Absences absences,
            UserService users,
            Todos todos,
            BusinessTime time) {
        this.repository = repository;
        this.ledger = ledger;
        this.pools = pools;
        this.company = company;
        this.times = times;
        this.absences = absences;
        this.users = users;
        this.todos = todos;
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
        if (owner == null || pool == null) {
            return holding.dueBy(RecycleDue.NEVER);
        }
        Company settings = company.company();
        LocalDate owned = settings.dayOf(Objects.requireNonNull(holding.ownedSince()));
        Instant last = holding.lastEffectiveFollowupAt();
        LocalDate followedUp = last == null ? null : settings.dayOf(last);
        List<RecycleRule> rules =
                pools.rules(viewer, Set.of(pool)).stream()
                        .filter(rule -> rule.fits(fit.grade(), fit.sourceId()))
                        .toList();
        for (RecycleRule rule : rules) {
            if (rule.trigger() == Trigger.OWNER_DISABLED && !users.isActive(viewer, owner)) {
                Instant known =
                        Objects.equals(holding.recycleRuleId(), rule.id())
                                ? holding.recycleDueAt()
                                : null;
                return holding.dueBy(new RecycleDue(known == null ? time.now() : known, rule.id()));
            }
        }
        for (RecycleRule rule : rules) {
            if (!rule.speaksOf(fit.agreement())) {
                continue;
            }
            WorkingTime working = times.ofCompany();
            LocalDate due =
                    rule.dueOn(
                            owned,
                            followedUp,
                            // The instant is the end of the day before it.
                            dueBefore == null ? null : settings.dayOf(dueBefore).minusDays(1),
                            fit.agreement(),
                            rule.workingDays() ? working::addWorkingDays : LocalDate::plusDays);
            return holding.dueBy(
                    due == null
                            ? RecycleDue.NEVER
                            : new RecycleDue(
                                    afterLeave(
                                                    working,
                                                    owner,
                                                    rule.countsFrom(owned, followedUp),
                                                    due)
                                            .plusDays(1)
                                            .atStartOfDay(settings.zone())
                                            .toInstant(),
                                    rule.id()));
        }
        return holding.dueBy(RecycleDue.NEVER);
    }

    /** The record has changed in what rules go by; nobody else changes it meanwhile. */
    public void changed(Viewer viewer, RecordType type, Fit fit, long id) {
        Holding holding = repository.of(viewer, type, id);
        Holding renewed = due(viewer, type, fit, holding, null);
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

    /** What belongs to people who have left becomes due where a rule says so. */
    void ownersGone(Viewer job, Poolable kind, Instant now) {
        for (long owner : repository.goneOwners(job, kind.type(), now)) {
            Long pool = poolOf(job, kind.type(), owner);
            if (pool != null
                    && pools.rules(job, Set.of(pool)).stream()
                            .anyMatch(rule -> rule.trigger() == Trigger.OWNER_DISABLED)) {
                repository
                        .ownedBy(job, kind.type(), owner, now, MOST_AT_ONCE)
                        .forEach(id -> changed(job, kind.type(), kind.fit(job, id), id));
            }
        }
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

    /** Who was on leave has those working days more, but not without end. */
    private LocalDate afterLeave(WorkingTime working, long owner, LocalDate from, LocalDate due) {
        int leave = absences.workingDaysOfApprovedLeave(owner, from, due);
        return working.addWorkingDays(due, Math.min(leave, MOST_LEAVE));
    }

    /**
     * What the rules say now of a record that seems due: leave may have been approved since. If its
     * time has not come, the new instant is kept.
     */
    boolean isDue(Viewer viewer, Poolable kind, long id, Instant now) {
        Holding holding = repository.of(viewer, kind.type(), id);
        Holding renewed = due(viewer, kind.type(), kind.fit(viewer, id), holding, null);
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
        return pools.ofOwner(viewer, type, ownerId, company.company().dayOf(time.now()));
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
     * @param reason CLAIM, TRANSFER, RETURN, DELETE, CONVERT or RULE:&lt;key&gt;
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
