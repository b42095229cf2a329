package headwater.crm.pool;

import static headwater.crm.db.crm.Tables.OWNER_PERIOD;
import static headwater.crm.db.crm.Tables.POOL_CLAIM;
import static headwater.crm.db.internal.Tables.OWNER_QUOTA;
import static headwater.crm.db.internal.Tables.POOL_VIEW;

import headwater.crm.permission.Viewer;
import headwater.crm.shared.RecordType;

import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** What was claimed, opened and owned, by whom and when; limits count it. */
@Repository
class LedgerRepository {
    private final DSLContext db;

    LedgerRepository(DSLContext db) {
        this.db = db;
    }

    /** Two requests that use one person's limits follow each other. */
    void lockQuota(Viewer viewer, RecordType type, long userId) {
        db.insertInto(OWNER_QUOTA)
                .set(OWNER_QUOTA.APP_USER_ID, userId)
                .set(OWNER_QUOTA.OBJECT, type.typeName())
                .onConflictDoNothing()
                .execute();
        db.select(OWNER_QUOTA.APP_USER_ID)
                .from(OWNER_QUOTA)
                .where(OWNER_QUOTA.APP_USER_ID.eq(userId))
                .and(OWNER_QUOTA.OBJECT.eq(type.typeName()))
                .forUpdate()
                .fetchSingle();
    }

    int claimedOn(Viewer viewer, long poolId, long userId, LocalDate day) {
        return db.fetchCount(
                POOL_CLAIM,
                POOL_CLAIM.APP_USER_ID.eq(userId),
                POOL_CLAIM.CLAIMED_ON.eq(day),
                POOL_CLAIM.POOL_ID.eq(poolId));
    }

    void claimed(
            Viewer viewer,
            long poolId,
            RecordType type,
            long id,
            long userId,
            LocalDate day,
            Instant now) {
        db.insertInto(POOL_CLAIM)
                .set(POOL_CLAIM.POOL_ID, poolId)
                .set(POOL_CLAIM.OBJECT, type.typeName())
                .set(POOL_CLAIM.RECORD_ID, id)
                .set(POOL_CLAIM.APP_USER_ID, userId)
                .set(POOL_CLAIM.CLAIMED_ON, day)
                .set(POOL_CLAIM.CLAIMED_AT, now)
                .set(POOL_CLAIM.RECORDED_AT, now)
                .execute();
    }

    /** The pool that a record was claimed from last; null when it never was. */
    @Nullable Long lastClaimedFrom(Viewer viewer, RecordType type, long id) {
        return db.select(POOL_CLAIM.POOL_ID)
                .from(POOL_CLAIM)
                .where(POOL_CLAIM.OBJECT.eq(type.typeName()))
                .and(POOL_CLAIM.RECORD_ID.eq(id))
                .orderBy(POOL_CLAIM.POOL_CLAIM_ID.desc())
                .limit(1)
                .fetchOne(POOL_CLAIM.POOL_ID);
    }

    /** When somebody's last period with a record ended; null when he never had it. */
    @Nullable Instant lastOwned(Viewer viewer, RecordType type, long id, long userId) {
        return db.select(DSL.max(OWNER_PERIOD.VALID_TO))
                .from(OWNER_PERIOD)
                .where(OWNER_PERIOD.OBJECT.eq(type.typeName()))
                .and(OWNER_PERIOD.RECORD_ID.eq(id))
                .and(OWNER_PERIOD.OWNER_ID.eq(userId))
                .fetchSingle()
                .value1();
    }

    /**
     * @param opened of the pool's records, on that day, this one included
     */
    int viewed(Viewer viewer, RecordType type, long id, long userId, LocalDate day) {
        db.insertInto(POOL_VIEW)
                .set(POOL_VIEW.APP_USER_ID, userId)
                .set(POOL_VIEW.VIEWED_ON, day)
                .set(POOL_VIEW.OBJECT, type.typeName())
                .set(POOL_VIEW.RECORD_ID, id)
                .onConflictDoNothing()
                .execute();
        return db.fetchCount(
                POOL_VIEW,
                POOL_VIEW.APP_USER_ID.eq(userId),
                POOL_VIEW.VIEWED_ON.eq(day),
                POOL_VIEW.OBJECT.eq(type.typeName()));
    }

    void begin(Viewer viewer, RecordType type, long id, long ownerId, Instant from, Instant now) {
        db.insertInto(OWNER_PERIOD)
                .set(OWNER_PERIOD.OBJECT, type.typeName())
                .set(OWNER_PERIOD.RECORD_ID, id)
                .set(OWNER_PERIOD.OWNER_ID, ownerId)
                .set(OWNER_PERIOD.VALID_FROM, from)
                .set(OWNER_PERIOD.RECORDED_AT, now)
                .execute();
    }

    void end(Viewer viewer, RecordType type, long id, Instant to, String reason) {
        db.update(OWNER_PERIOD)
                .set(OWNER_PERIOD.VALID_TO, DSL.greatest(DSL.val(to), OWNER_PERIOD.VALID_FROM))
                .set(OWNER_PERIOD.END_REASON, reason)
                .set(OWNER_PERIOD.ENDED_BY, viewer.userId())
                .where(OWNER_PERIOD.OBJECT.eq(type.typeName()))
                .and(OWNER_PERIOD.RECORD_ID.eq(id))
                .and(OWNER_PERIOD.VALID_TO.isNull())
                .execute();
    }

    /** The newest period of a record that has ended; null when none has. */
    @Nullable OwnerPeriod lastEnded(Viewer viewer, RecordType type, long id) {
        return periods(viewer, type, Set.of(id)).reversed().stream()
                .filter(period -> period.to() != null)
                .findFirst()
                .orElse(null);
    }

    /** Of records that the viewer has read already, oldest first. */
    List<OwnerPeriod> periods(Viewer viewer, RecordType type, Set<Long> ids) {
        return db.selectFrom(OWNER_PERIOD)
                .where(OWNER_PERIOD.OBJECT.eq(type.typeName()))
                .and(OWNER_PERIOD.RECORD_ID.in(ids))
                .orderBy(OWNER_PERIOD.OWNER_PERIOD_ID)
                .fetch(
                        row ->
                                new OwnerPeriod(
                                        row.getRecordId(),
                                        row.getOwnerId(),
                                        row.getValidFrom(),
                                        row.getValidTo(),
                                        row.getEndReason(),
                                        row.getEndedBy()));
    }
}
