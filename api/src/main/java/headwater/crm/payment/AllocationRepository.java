package headwater.crm.payment;

import static headwater.crm.db.crm.Tables.COMPANY;
import static headwater.crm.db.crm.Tables.CONTRACT;
import static headwater.crm.db.crm.Tables.INSTALMENT;
import static headwater.crm.db.crm.Tables.RECEIPT_ALLOCATION;

import headwater.crm.contract.Progress;
import headwater.crm.payment.Allocation.Kind;
import headwater.crm.permission.Viewer;
import headwater.crm.shared.Money;

import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What receipts pay: entries that are only ever added. */
@Repository
class AllocationRepository {
    private static final List<String> PAYABLE =
            Arrays.stream(Progress.State.values())
                    .filter(Progress.State::isPayable)
                    .map(Enum::name)
                    .toList();
    private static final Field<String> COMPANY_CURRENCY =
            DSL.field(DSL.select(COMPANY.CURRENCY).from(COMPANY)).as("company_currency");

    private final DSLContext db;

    AllocationRepository(DSLContext db) {
        this.db = db;
    }

    void add(Viewer viewer, long receiptId, List<Allocated> entries, Kind kind, Instant now) {
        for (Allocated entry : entries) {
            db.insertInto(RECEIPT_ALLOCATION)
                    .set(RECEIPT_ALLOCATION.RECEIPT_ID, receiptId)
                    .set(RECEIPT_ALLOCATION.CONTRACT_ID, entry.contractId())
                    .set(RECEIPT_ALLOCATION.INSTALMENT_ID, entry.instalmentId())
                    .set(RECEIPT_ALLOCATION.AMOUNT, entry.amount())
                    .set(RECEIPT_ALLOCATION.COMPANY_AMOUNT, entry.companyAmount())
                    .set(RECEIPT_ALLOCATION.KIND, kind.name())
                    .set(RECEIPT_ALLOCATION.RECORDED_AT, now)
                    .set(RECEIPT_ALLOCATION.RECORDED_BY, viewer.userId())
                    .execute();
        }
    }

    /** What a receipt pays by now, instalment by instalment. */
    List<Allocated> standing(Viewer viewer, long receiptId) {
        Field<BigDecimal> amount = DSL.sum(RECEIPT_ALLOCATION.AMOUNT);
        Field<BigDecimal> companyAmount = DSL.sum(RECEIPT_ALLOCATION.COMPANY_AMOUNT);
        return db.select(
                        RECEIPT_ALLOCATION.CONTRACT_ID,
                        RECEIPT_ALLOCATION.INSTALMENT_ID,
                        amount,
                        companyAmount)
                .from(RECEIPT_ALLOCATION)
                .where(RECEIPT_ALLOCATION.RECEIPT_ID.eq(receiptId))
                .groupBy(RECEIPT_ALLOCATION.CONTRACT_ID, RECEIPT_ALLOCATION.INSTALMENT_ID)
                .having(amount.ne(BigDecimal.ZERO))
                .orderBy(RECEIPT_ALLOCATION.CONTRACT_ID, RECEIPT_ALLOCATION.INSTALMENT_ID)
                .fetch(
                        row ->
                                new Allocated(
                                        row.value1(), row.value2(), row.value3(), row.value4()));
    }

    /**
     * Keys of a customer's contracts in a currency that are not paid in full, whosever they are.
     */
    Set<Long> openContracts(Viewer viewer, long accountId, String currency) {
        return new HashSet<>(
                db.select(CONTRACT.CONTRACT_ID)
                        .from(CONTRACT)
                        .where(CONTRACT.ACCOUNT_ID.eq(accountId))
                        .and(CONTRACT.CURRENCY.eq(currency))
                        .and(CONTRACT.STATE.in(PAYABLE))
                        .and(CONTRACT.PAID.plus(CONTRACT.WAIVED).lt(CONTRACT.AMOUNT))
                        .and(CONTRACT.DELETED_AT.isNull())
                        .fetch(CONTRACT.CONTRACT_ID));
    }

    /** Of receipts that the viewer may see, in the order of their making. */
    List<Allocation> ofReceipts(Viewer viewer, Set<Long> receiptIds) {
        return entries(RECEIPT_ALLOCATION.RECEIPT_ID.in(receiptIds));
    }

    /** Of contracts that the viewer may see, in the order of their making. */
    List<Allocation> ofContracts(Viewer viewer, Set<Long> contractIds) {
        return entries(RECEIPT_ALLOCATION.CONTRACT_ID.in(contractIds));
    }

    private List<Allocation> entries(Condition which) {
        return db.select(RECEIPT_ALLOCATION.fields())
                .select(INSTALMENT.POSITION, CONTRACT.CURRENCY, COMPANY_CURRENCY)
                .from(RECEIPT_ALLOCATION)
                .join(INSTALMENT)
                .on(INSTALMENT.INSTALMENT_ID.eq(RECEIPT_ALLOCATION.INSTALMENT_ID))
                .join(CONTRACT)
                .on(CONTRACT.CONTRACT_ID.eq(RECEIPT_ALLOCATION.CONTRACT_ID))
                .where(which)
                .orderBy(RECEIPT_ALLOCATION.RECEIPT_ALLOCATION_ID)
                .fetch(
                        row ->
                                new Allocation(
                                        row.get(RECEIPT_ALLOCATION.RECEIPT_ID),
                                        row.get(RECEIPT_ALLOCATION.CONTRACT_ID),
                                        row.get(INSTALMENT.POSITION),
                                        new Money(
                                                row.get(RECEIPT_ALLOCATION.AMOUNT),
                                                row.get(CONTRACT.CURRENCY)),
                                        new Money(
                                                row.get(RECEIPT_ALLOCATION.COMPANY_AMOUNT),
                                                row.get(COMPANY_CURRENCY)),
                                        Kind.valueOf(row.get(RECEIPT_ALLOCATION.KIND)),
                                        row.get(RECEIPT_ALLOCATION.RECORDED_AT)));
    }
}
