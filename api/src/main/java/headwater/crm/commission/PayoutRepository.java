package headwater.crm.commission;

import static headwater.crm.db.crm.Tables.COMMISSION_ENTRY;
import static headwater.crm.db.crm.Tables.COMMISSION_PAYOUT;
import static headwater.crm.db.crm.Tables.COMMISSION_PAYOUT_ENTRY;

import headwater.crm.commission.CommissionPayout.State;
import headwater.crm.db.crm.tables.records.CommissionPayoutRecord;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.ListFields;
import headwater.crm.persistence.RecordRepository;
import headwater.crm.persistence.RecordTable;
import headwater.crm.persistence.Rows;
import headwater.crm.shared.RecordType;

import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Payouts, within the rows that the viewer's roles reach by whom they pay. */
@Repository
class PayoutRepository extends RecordRepository<CommissionPayoutRecord, CommissionPayout> {
    private static final RecordTable<CommissionPayoutRecord> TABLE =
            RecordTable.owned(
                    RecordType.COMMISSION_PAYOUT,
                    COMMISSION_PAYOUT.COMMISSION_PAYOUT_ID,
                    COMMISSION_PAYOUT.OWNER_ID,
                    ListFields.of(
                                    RecordType.COMMISSION_PAYOUT,
                                    COMMISSION_PAYOUT.COMMISSION_PAYOUT_ID)
                            .reference("owner", RecordType.USER, COMMISSION_PAYOUT.OWNER_ID)
                            .range("earnedUntil", COMMISSION_PAYOUT.EARNED_UNTIL)
                            .text("state", COMMISSION_PAYOUT.STATE)
                            .range("paidOn", COMMISSION_PAYOUT.PAID_ON)
                            .range("createdAt", COMMISSION_PAYOUT.CREATED_AT)
                            .order("CREATED_AT", COMMISSION_PAYOUT.CREATED_AT));

    PayoutRepository(DSLContext db) {
        super(db, TABLE);
    }

    /** An entry that no payout names. */
    record Unpaid(long entryId, BigDecimal amount) {}

    /** Booked before an instant, and in no payout. Under the ledger's lock. */
    List<Unpaid> unpaid(Viewer viewer, long ownerId, Instant before) {
        return db.select(COMMISSION_ENTRY.COMMISSION_ENTRY_ID, COMMISSION_ENTRY.AMOUNT)
                .from(COMMISSION_ENTRY)
                .where(COMMISSION_ENTRY.OWNER_ID.eq(ownerId))
                .and(COMMISSION_ENTRY.CREATED_AT.lt(before))
                .andNotExists(
                        DSL.selectOne()
                                .from(COMMISSION_PAYOUT_ENTRY)
                                .where(
                                        COMMISSION_PAYOUT_ENTRY.COMMISSION_ENTRY_ID.eq(
                                                COMMISSION_ENTRY.COMMISSION_ENTRY_ID)))
                .fetch(row -> new Unpaid(row.value1(), row.value2()));
    }

    void pay(Viewer viewer, long payoutId, List<Unpaid> entries) {
        db.insertInto(
                        COMMISSION_PAYOUT_ENTRY,
                        COMMISSION_PAYOUT_ENTRY.COMMISSION_ENTRY_ID,
                        COMMISSION_PAYOUT_ENTRY.COMMISSION_PAYOUT_ID)
                .valuesOfRows(
                        entries.stream().map(entry -> DSL.row(entry.entryId(), payoutId)).toList())
                .execute();
    }

    /** Its entries are to be paid by another. */
    void release(Viewer viewer, long payoutId) {
        db.deleteFrom(COMMISSION_PAYOUT_ENTRY)
                .where(COMMISSION_PAYOUT_ENTRY.COMMISSION_PAYOUT_ID.eq(payoutId))
                .execute();
    }

    /** The states of the payouts of entries that the viewer may see; none for unpaid ones. */
    Map<Long, State> states(Viewer viewer, Set<Long> entryIds) {
        return db.select(COMMISSION_PAYOUT_ENTRY.COMMISSION_ENTRY_ID, COMMISSION_PAYOUT.STATE)
                .from(COMMISSION_PAYOUT_ENTRY)
                .join(COMMISSION_PAYOUT)
                .on(
                        COMMISSION_PAYOUT.COMMISSION_PAYOUT_ID.eq(
                                COMMISSION_PAYOUT_ENTRY.COMMISSION_PAYOUT_ID))
                .where(COMMISSION_PAYOUT_ENTRY.COMMISSION_ENTRY_ID.in(entryIds))
                .fetchMap(
                        COMMISSION_PAYOUT_ENTRY.COMMISSION_ENTRY_ID,
                        row -> State.valueOf(row.value2()));
    }

    @Override
    protected Map<Field<?>, @Nullable Object> values(CommissionPayout payout) {
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(COMMISSION_PAYOUT.OWNER_ID, payout.ownerId());
        values.put(COMMISSION_PAYOUT.EARNED_UNTIL, payout.earnedUntil());
        values.put(COMMISSION_PAYOUT.AMOUNT, payout.value());
        values.put(COMMISSION_PAYOUT.CURRENCY, payout.currency());
        values.put(COMMISSION_PAYOUT.STATE, payout.state().name());
        values.put(COMMISSION_PAYOUT.PAID_ON, payout.paidOn());
        values.put(COMMISSION_PAYOUT.REFERENCE, payout.reference());
        values.put(COMMISSION_PAYOUT.CLOSED_BY, payout.closedById());
        return values;
    }

    @Override
    protected CommissionPayout record(CommissionPayoutRecord row) {
        return new CommissionPayout(
                row.getCommissionPayoutId(),
                row.getOwnerId(),
                row.getEarnedUntil(),
                row.getAmount(),
                row.getCurrency(),
                State.valueOf(row.getState()),
                row.getPaidOn(),
                row.getReference(),
                row.getClosedBy(),
                Rows.stamp(row));
    }
}
