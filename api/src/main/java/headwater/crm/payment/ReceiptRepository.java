package headwater.crm.payment;

import static headwater.crm.db.crm.Tables.RECEIPT;

import headwater.crm.db.crm.tables.records.ReceiptRecord;
import headwater.crm.payment.Receipt.Bank;
import headwater.crm.payment.Receipt.Standing;
import headwater.crm.payment.Receipt.State;
import headwater.crm.permission.Action;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.ComputedRecordRepository;
import headwater.crm.persistence.ListFields;
import headwater.crm.persistence.RecordTable;
import headwater.crm.persistence.Rows;
import headwater.crm.shared.Money;
import headwater.crm.shared.RecordType;

import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Receipts, within the rows that the viewer's roles reach by their owners. */
@Repository
class ReceiptRepository extends ComputedRecordRepository<ReceiptRecord, Receipt> {
    private static final ListFields LIST =
            ListFields.of(RecordType.RECEIPT, RECEIPT.RECEIPT_ID)
                    .text("number", RECEIPT.NUMBER)
                    .text("state", RECEIPT.STATE)
                    .reference("account", RecordType.ACCOUNT, RECEIPT.ACCOUNT_ID)
                    .reference("contract", RecordType.CONTRACT, RECEIPT.CONTRACT_ID)
                    .reference("owner", RecordType.USER, RECEIPT.OWNER_ID)
                    .range("receivedOn", RECEIPT.RECEIVED_ON)
                    .text("bankAccount", RECEIPT.BANK_ACCOUNT)
                    .text("bankReference", RECEIPT.BANK_REFERENCE)
                    .text("payer", RECEIPT.PAYER)
                    .range("confirmedAt", RECEIPT.CONFIRMED_AT)
                    .text("externalId", RECEIPT.EXTERNAL_ID)
                    .range("createdAt", RECEIPT.CREATED_AT)
                    .softDeleted(RECEIPT.DELETED_AT)
                    .order("NUMBER", RECEIPT.NUMBER)
                    .order("RECEIVED_ON", RECEIPT.RECEIVED_ON)
                    .order("CREATED_AT", RECEIPT.CREATED_AT);
    private static final RecordTable<ReceiptRecord> TABLE =
            RecordTable.owned(RecordType.RECEIPT, RECEIPT.RECEIPT_ID, RECEIPT.OWNER_ID, LIST)
                    .unique(
                            Map.of(
                                    "receipt_external_id", "externalId",
                                    "receipt_once_of_bank", "bankReference"));

    ReceiptRepository(DSLContext db) {
        super(db, TABLE);
    }

    @Override
    protected List<Field<?>> computed(Predicate<String> asked) {
        return List.of(COMPANY_CURRENCY);
    }

    /** What accounts have paid in advance, by account and currency, of receipts one may see. */
    Map<Long, List<Money>> advances(Viewer viewer, Set<Long> accountIds) {
        var rest = DSL.sum(RECEIPT.SETTLEMENT_AMOUNT.minus(RECEIPT.ALLOCATED));
        return db.select(RECEIPT.ACCOUNT_ID, RECEIPT.SETTLEMENT_CURRENCY, rest)
                .from(RECEIPT)
                .where(RECEIPT.ACCOUNT_ID.in(accountIds))
                .and(RECEIPT.STATE.eq(State.CONFIRMED.name()))
                .and(RECEIPT.ALLOCATED.lt(RECEIPT.SETTLEMENT_AMOUNT))
                .and(may(viewer, Action.READ))
                .groupBy(RECEIPT.ACCOUNT_ID, RECEIPT.SETTLEMENT_CURRENCY)
                .orderBy(RECEIPT.SETTLEMENT_CURRENCY)
                .fetchGroups(RECEIPT.ACCOUNT_ID, row -> new Money(row.value3(), row.value2()));
    }

    @Override
    protected Map<Field<?>, @Nullable Object> values(Receipt receipt) {
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(RECEIPT.NUMBER, receipt.number());
        values.put(RECEIPT.ACCOUNT_ID, receipt.accountId());
        values.put(RECEIPT.CONTRACT_ID, receipt.contractId());
        values.put(RECEIPT.OWNER_ID, receipt.ownerId());
        values.put(RECEIPT.RECEIVED_ON, receipt.receivedOn());
        values.put(RECEIPT.BANK_ACCOUNT, receipt.bankAccount());
        values.put(RECEIPT.BANK_REFERENCE, receipt.bankReference());
        values.put(RECEIPT.PAYER, receipt.payer());
        values.put(RECEIPT.NOTE, receipt.note());
        values.put(RECEIPT.EXTERNAL_ID, receipt.externalId());
        put(values, receipt.sum());
        put(values, receipt.standing());
        return values;
    }

    private static void put(Map<Field<?>, @Nullable Object> values, Sum sum) {
        values.put(RECEIPT.CURRENCY, sum.currency());
        values.put(RECEIPT.AMOUNT, sum.amount());
        values.put(RECEIPT.COMPANY_AMOUNT, sum.companyAmount());
        values.put(RECEIPT.SETTLEMENT_CURRENCY, sum.settlementCurrency());
        values.put(RECEIPT.RATE, sum.rate());
        values.put(RECEIPT.SETTLEMENT_AMOUNT, sum.settlementAmount());
        values.put(RECEIPT.ALLOCATED, sum.allocated());
    }

    private static void put(Map<Field<?>, @Nullable Object> values, Standing standing) {
        values.put(RECEIPT.STATE, standing.state().name());
        values.put(RECEIPT.CONFIRMED_AT, standing.confirmedAt());
        values.put(RECEIPT.CONFIRMED_BY, standing.confirmedById());
        values.put(RECEIPT.REVERSED_AT, standing.reversedAt());
        values.put(RECEIPT.REVERSED_BY, standing.reversedById());
        values.put(RECEIPT.REVERSE_REASON, standing.reverseReason());
    }

    @Override
    protected Receipt read(Record row) {
        return new Receipt(
                row.get(RECEIPT.RECEIPT_ID),
                row.get(RECEIPT.NUMBER),
                row.get(RECEIPT.ACCOUNT_ID),
                row.get(RECEIPT.CONTRACT_ID),
                row.get(RECEIPT.OWNER_ID),
                sum(row),
                row.get(RECEIPT.RECEIVED_ON),
                new Bank(
                        row.get(RECEIPT.BANK_ACCOUNT),
                        row.get(RECEIPT.BANK_REFERENCE),
                        row.get(RECEIPT.PAYER)),
                row.get(RECEIPT.NOTE),
                new Standing(
                        State.valueOf(row.get(RECEIPT.STATE)),
                        row.get(RECEIPT.CONFIRMED_AT),
                        row.get(RECEIPT.CONFIRMED_BY),
                        row.get(RECEIPT.REVERSED_AT),
                        row.get(RECEIPT.REVERSED_BY),
                        row.get(RECEIPT.REVERSE_REASON)),
                row.get(RECEIPT.EXTERNAL_ID),
                Rows.stamp(row));
    }

    private static Sum sum(Record row) {
        return new Sum(
                row.get(RECEIPT.CURRENCY),
                row.get(RECEIPT.AMOUNT),
                row.get(RECEIPT.COMPANY_AMOUNT),
                row.get(COMPANY_CURRENCY),
                row.get(RECEIPT.SETTLEMENT_CURRENCY),
                row.get(RECEIPT.RATE),
                row.get(RECEIPT.ALLOCATED));
    }
}
