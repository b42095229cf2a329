package headwater.crm.pool;

import headwater.crm.permission.Viewer;
import headwater.crm.pool.HoldingRepository.Pooled;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/** What keeps somebody from claiming a record, however much he may see it. */
@Component
class ClaimLimits {
    private final HoldingRepository repository;
    private final LedgerRepository ledger;

    ClaimLimits(HoldingRepository repository, LedgerRepository ledger) {
        this.repository = repository;
        this.ledger = ledger;
    }

    /** Somebody about to claim a record. */
    record Claim(RecordType type, long id, long user, Pooled lies, Instant now, LocalDate today) {}

    /**
     * Adds all that speaks against a claim, under the lock of the claimer's quota. A day's limit
     * and the embargo are not for those who administer the pool.
     */
    void check(Viewer viewer, Pool pool, PoolMember member, Claim claim, Violations violations) {
        if (!member.administers()) {
            checkDay(viewer, pool, claim.user(), claim.today(), violations);
            checkEmbargo(pool, claim.lies().since(), claim.now(), violations);
        }
        checkHolding(viewer, claim.type(), pool.holdLimit(), claim.user(), violations);
        checkCoolDown(
                viewer, claim.type(), claim.id(), pool, claim.user(), claim.now(), violations);
    }

    private void checkDay(
            Viewer viewer, Pool pool, long user, LocalDate today, Violations violations) {
        Integer limit = pool.dailyClaimLimit();
        if (limit != null && ledger.claimedOn(viewer, pool.id(), user, today) >= limit) {
            violations.add(
                    Code.DAILY_LIMIT,
                    "You have claimed %d records from this pool today; that is the limit."
                            .formatted(limit));
        }
    }

    private static void checkEmbargo(Pool pool, Instant since, Instant now, Violations violations) {
        Instant free = since.plus(Duration.ofHours(pool.embargoHours()));
        if (now.isBefore(free)) {
            violations.add(
                    Code.EMBARGO,
                    "The record has only just come in; it can be claimed from %s.".formatted(free));
        }
    }

    /** Under the lock of his quota. */
    void checkHolding(
            Viewer viewer,
            RecordType type,
            @Nullable Integer limit,
            long user,
            Violations violations) {
        if (limit != null && repository.holding(viewer, type, user) >= limit) {
            violations.add(
                    Code.HOLD_LIMIT,
                    "One person may own %d of these records; give some back first."
                            .formatted(limit));
        }
    }

    private void checkCoolDown(
            Viewer viewer,
            RecordType type,
            long id,
            Pool pool,
            long user,
            Instant now,
            Violations violations) {
        Instant owned = pool.cooldownDays() == 0 ? null : ledger.lastOwned(viewer, type, id, user);
        Instant free = owned == null ? now : owned.plus(Duration.ofDays(pool.cooldownDays()));
        if (now.isBefore(free)) {
            violations.add(
                    Code.COOL_DOWN,
                    "You owned this record until %s; you can claim it again from %s."
                            .formatted(owned, free));
        }
    }
}
