package headwater.crm.payment;

import static headwater.crm.db.crm.Tables.INVOICE;

import headwater.crm.db.crm.tables.records.InvoiceRecord;
import headwater.crm.payment.Invoice.Buyer;
import headwater.crm.payment.Invoice.State;
import headwater.crm.payment.Invoice.Voiding;
import headwater.crm.payment.Invoice.Worth;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.ComputedRecordRepository;
import headwater.crm.persistence.ListFields;
import headwater.crm.persistence.RecordTable;
import headwater.crm.persistence.Rows;
import headwater.crm.shared.RecordType;

import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Invoices, within the rows that the viewer's roles reach by their owners. */
@Repository
class InvoiceRepository extends ComputedRecordRepository<InvoiceRecord, Invoice> {
    private static final ListFields LIST =
            ListFields.of(RecordType.INVOICE, INVOICE.INVOICE_ID)
                    .text("number", INVOICE.NUMBER)
                    .text("state", INVOICE.STATE)
                    .text("buyer", INVOICE.BUYER)
                    .text("taxNumber", INVOICE.TAX_NUMBER)
                    .reference("contract", RecordType.CONTRACT, INVOICE.CONTRACT_ID)
                    .reference("account", RecordType.ACCOUNT, INVOICE.ACCOUNT_ID)
                    .reference("owner", RecordType.USER, INVOICE.OWNER_ID)
                    .range("issuedOn", INVOICE.ISSUED_ON)
                    .text("externalId", INVOICE.EXTERNAL_ID)
                    .range("createdAt", INVOICE.CREATED_AT)
                    .order("NUMBER", INVOICE.NUMBER)
                    .order("ISSUED_ON", INVOICE.ISSUED_ON)
                    .order("CREATED_AT", INVOICE.CREATED_AT);
    private static final RecordTable<InvoiceRecord> TABLE =
            RecordTable.owned(RecordType.INVOICE, INVOICE.INVOICE_ID, INVOICE.OWNER_ID, LIST)
                    .unique(
                            Map.of(
                                    "invoice_external_id", "externalId",
                                    "invoice_number", "number"));

    InvoiceRepository(DSLContext db) {
        super(db, TABLE);
    }

    @Override
    protected List<Field<?>> computed(Predicate<String> asked) {
        return List.of(COMPANY_CURRENCY);
    }

    /** What was billed of a contract, whosever the invoices are; under the contract's lock. */
    BigDecimal billed(Viewer viewer, long contractId) {
        return db.select(DSL.coalesce(DSL.sum(INVOICE.AMOUNT), BigDecimal.ZERO))
                .from(INVOICE)
                .where(INVOICE.CONTRACT_ID.eq(contractId))
                .and(INVOICE.STATE.ne(State.VOID.name()))
                .fetchSingle()
                .value1();
    }

    @Override
    protected Map<Field<?>, @Nullable Object> values(Invoice invoice) {
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(INVOICE.NUMBER, invoice.number());
        values.put(INVOICE.CONTRACT_ID, invoice.contractId());
        values.put(INVOICE.ACCOUNT_ID, invoice.accountId());
        values.put(INVOICE.OWNER_ID, invoice.ownerId());
        values.put(INVOICE.STATE, invoice.state().name());
        values.put(INVOICE.CURRENCY, invoice.currency());
        values.put(INVOICE.AMOUNT, invoice.worth().amount());
        values.put(INVOICE.COMPANY_AMOUNT, invoice.worth().companyAmount());
        values.put(INVOICE.BUYER, invoice.buyer());
        values.put(INVOICE.TAX_NUMBER, invoice.taxNumber());
        values.put(INVOICE.ISSUED_ON, invoice.issuedOn());
        values.put(INVOICE.NOTE, invoice.note());
        values.put(INVOICE.VOIDED_AT, invoice.voidedAt());
        values.put(INVOICE.VOID_REASON, invoice.voidReason());
        values.put(INVOICE.EXTERNAL_ID, invoice.externalId());
        return values;
    }

    @Override
    protected Invoice read(Record row) {
        return new Invoice(
                row.get(INVOICE.INVOICE_ID),
                row.get(INVOICE.NUMBER),
                row.get(INVOICE.CONTRACT_ID),
                row.get(INVOICE.ACCOUNT_ID),
                row.get(INVOICE.OWNER_ID),
                new Worth(
                        row.get(INVOICE.CURRENCY),
                        row.get(INVOICE.AMOUNT),
                        row.get(INVOICE.COMPANY_AMOUNT),
                        row.get(COMPANY_CURRENCY)),
                new Buyer(row.get(INVOICE.BUYER), row.get(INVOICE.TAX_NUMBER)),
                row.get(INVOICE.ISSUED_ON),
                row.get(INVOICE.NOTE),
                voiding(row.get(INVOICE.VOIDED_AT), row.get(INVOICE.VOID_REASON)),
                row.get(INVOICE.EXTERNAL_ID),
                Rows.stamp(row));
    }

    private static @Nullable Voiding voiding(@Nullable Instant at, @Nullable String reason) {
        return at == null || reason == null ? null : new Voiding(at, reason);
    }
}
