package headwater.crm.pool;

import headwater.crm.company.CompanyService;
import headwater.crm.identity.UserService;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Writes;
import headwater.crm.pool.HoldingRepository.Pooled;
import headwater.crm.pool.Poolable.Move;
import headwater.crm.shared.BadInput;
import headwater.crm.shared.Conflict;
import headwater.crm.shared.Forbidden;
import headwater.crm.shared.NotFound;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.Refused;
import headwater.crm.shared.Unauthenticated;
import headwater.crm.shared.UserError;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Records on their way into pools and out of them. The database decides who is first. */
@Service
public class ClaimService {
    private static final int MOST_CLAIMED = 100;

    private final PoolService pools;
    private final HoldingService holdings;
    private final Handover handover;
    private final HoldingRepository repository;
    private final LedgerRepository ledger;
    private final ClaimLimits limits;
    private final Poolables poolables;
    private final UserService users;
    private final CompanyService company;
    private final Writes writes;

    ClaimService(
            PoolService pools,
            HoldingService holdings,
            Handover handover,
            HoldingRepository repository,
            LedgerRepository ledger,
            ClaimLimits limits,
            Poolables poolables,
            UserService users,
            CompanyService company,
            Writes writes) {
        this.pools = pools;
        this.holdings = holdings;
        this.handover = handover;
        this.repository = repository;
        this.ledger = ledger;
        this.limits = limits;
        this.poolables = poolables;
        this.users = users;
        this.company = company;
        this.writes = writes;
    }

    /** What became of one record of a claim. */
    public record Result(String id, boolean claimed, List<UserError> userErrors) {}

    /**
     * Each record stands for itself, in a transaction of its own.
     *
     * @return in the order asked for
     * @throws Refused if there are too many or none
     */
    public List<Result> claim(Viewer viewer, List<String> records) {
        if (records.isEmpty() || records.size() > MOST_CLAIMED) {
            throw new Refused(
                    Code.INVALID,
                    "records: 1 to %d, not %d.".formatted(MOST_CLAIMED, records.size()),
                    "records");
        }
        List<Result> results = new ArrayList<>();
        for (String record : records) {
            try {
                writes.transactions()
                        .write(
                                viewer,
                                () -> {
                                    claimOne(viewer, record);
                                    return true;
                                });
                results.add(new Result(record, true, List.of()));
            } catch (Refused refused) {
                results.add(new Result(record, false, refused.errors()));
            } catch (NotFound | BadInput missing) {
                var error =
                        new UserError(Code.NOT_FOUND, null, String.valueOf(missing.getMessage()));
                results.add(new Result(record, false, List.of(error)));
            }
        }
        return results;
    }

    private void claimOne(Viewer viewer, String record) {
        Poolable kind = poolables.of(record);
        long id = kind.type().decode(record);
        Long user = viewer.userId();
        if (user == null) {
            throw new Unauthenticated();
        }
        Pooled lies = repository.pooled(viewer, kind.type(), Set.of(id)).get(id);
        if (lies == null) {
            Long from = ledger.lastClaimedFrom(viewer, kind.type(), id);
            throw from != null && pools.membership(viewer, from) != null
                    ? alreadyClaimed(record)
                    : new NotFound(record);
        }
        PoolMember member = pools.membership(viewer, lies.poolId());
        if (member == null) {
            throw new NotFound(record);
        }
        ledger.lockQuota(viewer, kind.type(), user);
        Pool pool = pools.get(viewer, lies.poolId());
        Instant now = writes.time().now();
        LocalDate today = company.company().dayOf(now);
        var violations = new Violations();
        limits.check(
                viewer,
                pool,
                member,
                new ClaimLimits.Claim(kind.type(), id, user, lies, now, today),
                violations);
        violations.refuse();
        give(viewer, kind, record, user, Move.CLAIMED, null);
        ledger.claimed(viewer, pool.id(), kind.type(), id, user, today, now);
    }

    /** By who administers the pool. */
    public void assign(
            Viewer viewer, String record, RecordRef to, boolean override, @Nullable String reason) {
        writes.transactions()
                .write(
                        viewer,
                        reason,
                        () -> {
                            assignOne(viewer, record, to, override, reason);
                            return true;
                        });
    }

    private void assignOne(
            Viewer viewer, String record, RecordRef to, boolean override, @Nullable String reason) {
        Poolable kind = poolables.of(record);
        long id = kind.type().decode(record);
        Pooled lies = repository.pooled(viewer, kind.type(), Set.of(id)).get(id);
        PoolMember member = lies == null ? null : pools.membership(viewer, lies.poolId());
        if (lies == null || member == null) {
            throw new NotFound(record);
        }
        if (!member.administers()) {
            throw new Forbidden("Only who administers the pool may give what is in it to others.");
        }
        var violations = new Violations();
        Long owner = users.find(viewer, to, violations, "to");
        if (override && (reason == null || reason.isBlank())) {
            violations.add(Code.REQUIRED, "override needs a reason.", "reason");
        }
        violations.refuse();
        long user = Violations.present(owner);
        ledger.lockQuota(viewer, kind.type(), user);
        if (!override) {
            Pool pool = pools.get(viewer, lies.poolId());
            limits.checkHolding(viewer, kind.type(), pool.holdLimit(), user, violations);
            violations.refuse();
        }
        give(viewer, kind, record, user, Move.ASSIGNED, reason);
    }

    private void give(
            Viewer viewer,
            Poolable kind,
            String record,
            long user,
            Move move,
            @Nullable String reason) {
        if (!handover.give(viewer, kind, kind.type().decode(record), user, move, reason)) {
            throw alreadyClaimed(record);
        }
    }

    /**
     * Gives an owned record to a pool.
     *
     * @param to one that its owner belongs to; the closest when null
     */
    public void release(
            Viewer viewer,
            String record,
            int expectedVersion,
            @Nullable RecordRef to,
            String reason) {
        writes.transactions()
                .write(
                        viewer,
                        reason,
                        () -> {
                            releaseOne(viewer, record, expectedVersion, to, reason);
                            return true;
                        });
    }

    private void releaseOne(
            Viewer viewer,
            String record,
            int expectedVersion,
            @Nullable RecordRef to,
            String reason) {
        Poolable kind = poolables.of(record);
        long id = kind.type().decode(record);
        long owner = poolables.owner(viewer, kind, id);
        var violations = new Violations();
        violations.requireText(reason, "reason");
        List<Long> open = holdings.poolsOf(viewer, kind.type(), owner);
        Long pool =
                to != null
                        ? pools.find(viewer, to, violations, "pool")
                        : open.isEmpty() ? null : open.getFirst();
        if (to == null && pool == null) {
            violations.add(Code.REQUIRED, "Its owner belongs to no pool; name one.", "pool");
        } else if (pool != null && !open.contains(pool)) {
            violations.add(Code.INVALID, "Its owner does not belong to this pool.", "pool");
        }
        violations.refuse();
        Instant now = writes.time().now();
        Holding holding = Holding.ofPool(Violations.present(pool), now);
        if (!repository.change(viewer, kind.type(), id, expectedVersion, holding, now)) {
            throw new Conflict(expectedVersion, repository.version(viewer, kind.type(), id));
        }
        holdings.changed(viewer, kind.type(), id, holding, now, "RETURN");
        kind.held(viewer, id, Move.RETURNED, reason);
    }

    private static Refused alreadyClaimed(String record) {
        return new Refused(
                Code.ALREADY_CLAIMED, "Somebody has claimed %s already.".formatted(record));
    }
}
