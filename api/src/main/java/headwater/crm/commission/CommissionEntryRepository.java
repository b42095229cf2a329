package headwater.crm.commission;

import static headwater.crm.db.crm.Tables.COMMISSION_ENTRY;

import headwater.crm.commission.CommissionEntry.Kind;
import headwater.crm.db.crm.tables.records.CommissionEntryRecord;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.ListFields;
import headwater.crm.persistence.RecordRepository;
import headwater.crm.persistence.RecordTable;
import headwater.crm.persistence.Rows;
import headwater.crm.shared.RecordType;

import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The ledger, within the rows that the viewer's roles reach by whose the commissions are. */
@Repository
class CommissionEntryRepository extends RecordRepository<CommissionEntryRecord, CommissionEntry> {
    private static final RecordTable<CommissionEntryRecord> TABLE =
            RecordTable.owned(
                    RecordType.COMMISSION_ENTRY,
                    COMMISSION_ENTRY.COMMISSION_ENTRY_ID,
                    COMMISSION_ENTRY.OWNER_ID,
                    ListFields.of(RecordType.COMMISSION_ENTRY, COMMISSION_ENTRY.COMMISSION_ENTRY_ID)
                            .text("kind", COMMISSION_ENTRY.KIND)
                            .reference("owner", RecordType.USER, COMMISSION_ENTRY.OWNER_ID)
                            .reference(
                                    "plan",
                                    RecordType.COMMISSION_PLAN,
                                    COMMISSION_ENTRY.COMMISSION_PLAN_ID)
                            .reference(
                                    "contract", RecordType.CONTRACT, COMMISSION_ENTRY.CONTRACT_ID)
                            .reference("receipt", RecordType.RECEIPT, COMMISSION_ENTRY.RECEIPT_ID)
                            .reference("invoice", RecordType.INVOICE, COMMISSION_ENTRY.INVOICE_ID)
                            .range("periodFrom", COMMISSION_ENTRY.PERIOD_FROM)
                            .range("createdAt", COMMISSION_ENTRY.CREATED_AT)
                            .order("CREATED_AT", COMMISSION_ENTRY.CREATED_AT));

    CommissionEntryRepository(DSLContext db) {
        super(db, TABLE);
    }

    /** Only one transaction at a time books for a person. */
    void lockLedger(Viewer viewer, long userId) {
        db.fetch("select pg_advisory_xact_lock(hashtextextended(?, 0))", "commission " + userId);
    }

    /** What a period has brought somebody so far under a plan. */
    BigDecimal cumulative(Viewer viewer, long userId, long planId, LocalDate period) {
        BigDecimal sum =
                db.select(DSL.sum(COMMISSION_ENTRY.BASIS))
                        .from(COMMISSION_ENTRY)
                        .where(COMMISSION_ENTRY.OWNER_ID.eq(userId))
                        .and(COMMISSION_ENTRY.COMMISSION_PLAN_ID.eq(planId))
                        .and(COMMISSION_ENTRY.EARNED_FROM.eq(period))
                        .and(COMMISSION_ENTRY.PERIOD_FROM.eq(period))
                        .fetchSingle()
                        .value1();
        return Objects.requireNonNullElse(sum, BigDecimal.ZERO.setScale(2));
    }

    /** Whoever asks. */
    List<CommissionEntry> of(Viewer viewer, Source source) {
        Condition brought =
                switch (source.basis()) {
                    case RECEIPT_CONFIRMED -> COMMISSION_ENTRY.RECEIPT_ID.eq(source.id());
                    case INVOICED -> COMMISSION_ENTRY.INVOICE_ID.eq(source.id());
                    case CONTRACT_SIGNED ->
                            COMMISSION_ENTRY
                                    .CONTRACT_ID
                                    .eq(source.id())
                                    .and(COMMISSION_ENTRY.RECEIPT_ID.isNull())
                                    .and(COMMISSION_ENTRY.INVOICE_ID.isNull());
                };
        return db.selectFrom(COMMISSION_ENTRY)
                .where(brought)
                .orderBy(COMMISSION_ENTRY.COMMISSION_ENTRY_ID)
                .fetch(this::record);
    }

    @Override
    protected Map<Field<?>, @Nullable Object> values(CommissionEntry entry) {
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(COMMISSION_ENTRY.OWNER_ID, entry.ownerId());
        values.put(COMMISSION_ENTRY.COMMISSION_PLAN_ID, entry.planId());
        values.put(COMMISSION_ENTRY.KIND, entry.kind().name());
        values.put(COMMISSION_ENTRY.PERIOD_FROM, entry.periodFrom());
        values.put(COMMISSION_ENTRY.EARNED_FROM, entry.earnedFrom());
        values.put(COMMISSION_ENTRY.CONTRACT_ID, entry.contractId());
        values.put(COMMISSION_ENTRY.RECEIPT_ID, entry.receiptId());
        values.put(COMMISSION_ENTRY.INVOICE_ID, entry.invoiceId());
        values.put(COMMISSION_ENTRY.SPLIT_PERCENT, entry.splitPercent());
        values.put(COMMISSION_ENTRY.TIER_FROM, entry.tierStart());
        values.put(COMMISSION_ENTRY.TIER_TO, entry.tierEnd());
        values.put(COMMISSION_ENTRY.RATE, entry.rate());
        values.put(COMMISSION_ENTRY.BASIS, entry.base());
        values.put(COMMISSION_ENTRY.CUMULATIVE_BEFORE, entry.before());
        values.put(COMMISSION_ENTRY.AMOUNT, entry.value());
        values.put(COMMISSION_ENTRY.CURRENCY, entry.currency());
        return values;
    }

    @Override
    protected CommissionEntry record(CommissionEntryRecord row) {
        return new CommissionEntry(
                row.getCommissionEntryId(),
                row.getOwnerId(),
                row.getCommissionPlanId(),
                Kind.valueOf(row.getKind()),
                row.getPeriodFrom(),
                row.getEarnedFrom(),
                row.getContractId(),
                row.getReceiptId(),
                row.getInvoiceId(),
                row.getSplitPercent(),
                row.getTierFrom(),
                row.getTierTo(),
                row.getRate(),
                row.getBasis(),
                row.getCumulativeBefore(),
                row.getAmount(),
                row.getCurrency(),
                Rows.stamp(row));
    }
}
