package headwater.crm.pool;

import headwater.crm.company.Company;
import headwater.crm.company.CompanyService;
import headwater.crm.permission.Door;
import headwater.crm.permission.FieldWrites;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Writes;
import headwater.crm.shared.Conflict;
import headwater.crm.shared.Forbidden;
import headwater.crm.shared.Refused;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.springframework.stereotype.Service;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Owners keep some of their records out of the pool for a while. How many and how long, the pool
 * says into which they would fall. A lock ends with its owner's hold on the record.
 */
@Service
public class LockService {
    private static final int BATCH = 500;

    private final HoldingRepository repository;
    private final RecycleRepository ends;
    private final HoldingService holdings;
    private final LedgerRepository ledger;
    private final PoolService pools;
    private final Poolables poolables;
    private final CompanyService company;
    private final Writes writes;

    LockService(
            HoldingRepository repository,
            RecycleRepository ends,
            HoldingService holdings,
            LedgerRepository ledger,
            PoolService pools,
            Poolables poolables,
            CompanyService company,
            Writes writes) {
        this.repository = repository;
        this.ends = ends;
        this.holdings = holdings;
        this.ledger = ledger;
        this.pools = pools;
        this.poolables = poolables;
        this.company = company;
        this.writes = writes;
    }

    /**
     * Locks a record, or lets its lock end at another instant.
     *
     * @throws Forbidden if the viewer is not its owner
     * @throws Refused if he has locked as many as he may, or the end is not within what the pool
     *     allows
     */
    public void lock(Viewer viewer, String record, int expectedVersion, Instant until) {
        writes.transactions()
                .write(
                        viewer,
                        () -> {
                            lockOne(viewer, record, expectedVersion, until);
                            return true;
                        });
    }

    private void lockOne(Viewer viewer, String record, int expectedVersion, Instant until) {
        Poolable kind = poolables.of(record);
        long id = kind.type().decode(record);
        long owner = poolables.owner(viewer, kind, id);
        if (viewer.userId() == null || viewer.userId() != owner) {
            throw new Forbidden("Only its owner may lock a record.");
        }
        ledger.lockQuota(viewer, kind.type(), owner);
        Holding holding = repository.locked(viewer, kind.type(), id);
        Long pool = holdings.poolOf(viewer, kind.type(), owner);
        Instant now = writes.time().now();
        var violations = new Violations();
        new FieldWrites(viewer, kind.type(), violations).require("lockedUntil");
        if (pool == null) {
            violations.add(
                    Code.WRONG_STATE, "Your records fall into no pool; there is nothing to lock.");
        } else if (!kind.isOpen(viewer, id)) {
            violations.add(Code.WRONG_STATE, "The record is at its end and goes to no pool.");
        } else {
            int locked = repository.lockedBeside(viewer, kind.type(), id, owner, now);
            check(pools.get(viewer.asSystem(), pool), locked, until, now, violations);
        }
        violations.refuse();
        store(viewer, kind, id, expectedVersion, holding.locked(until), now);
        kind.locked(viewer, id, true, null);
    }

    private void check(Pool pool, int locked, Instant until, Instant now, Violations violations) {
        if (locked >= pool.lockLimit()) {
            violations.add(
                    Code.LOCK_LIMIT,
                    "One owner may lock %d records that would fall into %s; unlock another first."
                            .formatted(pool.lockLimit(), pool.name()));
        }
        violations.invalidIf(!until.isAfter(now), "until must lie in the future.", "until");
        Company settings = company.company();
        Instant latest =
                settings.dayOf(now)
                        .plusDays(pool.lockDays() + 1L)
                        .atStartOfDay(settings.zone())
                        .toInstant();
        violations.invalidIf(
                until.isAfter(latest),
                "until: at most %d days ahead, that is %s.".formatted(pool.lockDays(), latest),
                "until");
    }

    /** By its owner, or by who administers the pool that it would fall into. */
    public void unlock(Viewer viewer, String record, int expectedVersion) {
        writes.transactions()
                .write(
                        viewer,
                        () -> {
                            unlockOne(viewer, record, expectedVersion);
                            return true;
                        });
    }

    private void unlockOne(Viewer viewer, String record, int expectedVersion) {
        Poolable kind = poolables.of(record);
        long id = kind.type().decode(record);
        long owner = poolables.owner(viewer, kind, id);
        boolean isOwner = viewer.userId() != null && viewer.userId() == owner;
        if (!isOwner && !administers(viewer, kind, owner)) {
            throw new Forbidden(
                    "Only its owner, and who administers the pool it would fall into, may unlock a record.");
        }
        Holding holding = repository.locked(viewer, kind.type(), id);
        Instant now = writes.time().now();
        if (holding.lockedUntil() == null) {
            throw new Refused(Code.WRONG_STATE, "The record is not locked.");
        }
        Holding unlocked = holding.unlocked(now);
        store(viewer, kind, id, expectedVersion, due(viewer, kind, id, unlocked), now);
        kind.locked(viewer, id, false, null);
    }

    private boolean administers(Viewer viewer, Poolable kind, long owner) {
        Long pool = holdings.poolOf(viewer, kind.type(), owner);
        PoolMember member = pool == null ? null : pools.membership(viewer, pool);
        return member != null && member.administers();
    }

    private Holding due(Viewer viewer, Poolable kind, long id, Holding holding) {
        return holdings.due(viewer, kind.type(), kind.fit(viewer, id), holding);
    }

    private void store(
            Viewer viewer,
            Poolable kind,
            long id,
            int expectedVersion,
            Holding holding,
            Instant now) {
        if (!repository.change(viewer, kind.type(), id, expectedVersion, holding, now)) {
            throw new Conflict(expectedVersion, repository.version(viewer, kind.type(), id));
        }
    }

    /** Ends the locks whose time is over, until there is none. */
    public void expire() {
        for (Poolable kind : poolables.all()) {
            while (expire(kind) == BATCH) {
                // The next batch is a transaction of its own.
            }
        }
    }

    private int expire(Poolable kind) {
        Viewer job = Viewer.system(Door.JOB, "ends of locks " + UUID.randomUUID());
        return writes.transactions()
                .write(
                        job,
                        "its time was over",
                        () -> {
                            Instant now = writes.time().now();
                            List<Long> ended = ends.lockEnded(job, kind.type(), now, BATCH);
                            ended.forEach(id -> expire(job, kind, id));
                            return ended.size();
                        });
    }

    /** The record's version stays: nobody who edits it must learn of that first. */
    private void expire(Viewer job, Poolable kind, long id) {
        Holding holding = repository.of(job, kind.type(), id);
        Instant until = Objects.requireNonNull(holding.lockedUntil());
        repository.hold(job, kind.type(), id, due(job, kind, id, holding.unlocked(until)));
        kind.locked(job, id, false, "its time was over");
    }
}
