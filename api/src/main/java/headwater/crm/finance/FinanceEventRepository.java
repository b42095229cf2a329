package headwater.crm.finance;

import static headwater.crm.db.crm.Tables.FINANCE_EVENT;

import headwater.crm.db.crm.tables.records.FinanceEventRecord;
import headwater.crm.finance.FinanceEvent.Document;
import headwater.crm.finance.FinanceEvent.Kind;
import headwater.crm.finance.FinanceEvent.Worth;
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

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What finance has to book, and which voucher books it. */
@Repository
class FinanceEventRepository extends ComputedRecordRepository<FinanceEventRecord, FinanceEvent> {
    private static final RecordTable<FinanceEventRecord> TABLE =
            RecordTable.owned(
                    RecordType.FINANCE_EVENT,
                    FINANCE_EVENT.FINANCE_EVENT_ID,
                    FINANCE_EVENT.OWNER_ID,
                    ListFields.of(RecordType.FINANCE_EVENT, FINANCE_EVENT.FINANCE_EVENT_ID)
                            .text("kind", FINANCE_EVENT.KIND)
                            .text("documentNumber", FINANCE_EVENT.DOCUMENT_NUMBER)
                            .reference("contract", RecordType.CONTRACT, FINANCE_EVENT.CONTRACT_ID)
                            .reference("receipt", RecordType.RECEIPT, FINANCE_EVENT.RECEIPT_ID)
                            .reference("account", RecordType.ACCOUNT, FINANCE_EVENT.ACCOUNT_ID)
                            .reference("owner", RecordType.USER, FINANCE_EVENT.OWNER_ID)
                            .range("bookedOn", FINANCE_EVENT.BOOKED_ON)
                            .reference("voucher", RecordType.VOUCHER, FINANCE_EVENT.VOUCHER_ID)
                            .range("createdAt", FINANCE_EVENT.CREATED_AT)
                            .order("BOOKED_ON", FINANCE_EVENT.BOOKED_ON)
                            .order("CREATED_AT", FINANCE_EVENT.CREATED_AT));

    FinanceEventRepository(DSLContext db) {
        super(db, TABLE);
    }

    /**
     * Writes it unless it is there already.
     *
     * @return whether it was not
     */
    boolean add(Viewer viewer, FinanceEvent event, Instant now) {
        return db.insertInto(FINANCE_EVENT)
                        .set(values(event))
                        .set(FINANCE_EVENT.CREATED_AT, now)
                        .set(FINANCE_EVENT.RECORDED_AT, now)
                        .set(FINANCE_EVENT.UPDATED_AT, now)
                        .set(FINANCE_EVENT.CREATED_BY, viewer.userId())
                        .set(FINANCE_EVENT.UPDATED_BY, viewer.userId())
                        .onConflict(
                                FINANCE_EVENT.KIND,
                                FINANCE_EVENT.DOCUMENT_NUMBER,
                                FINANCE_EVENT.DOCUMENT_VERSION)
                        .doNothing()
                        .execute()
                > 0;
    }

    /**
     * Brings what was to be booked together with what is booked: the first voucher of a document
     * counts. Only one transaction at a time does so for a document, whichever of the two it has
     * written.
     */
    void match(Viewer viewer, Booking booking) {
        Field<String> kind = DSL.val(booking.kind().name());
        Field<String> number = DSL.val(booking.documentNumber());
        Field<Integer> version = DSL.val(booking.documentVersion());
        db.fetch(
                "select pg_advisory_xact_lock(hashtextextended({0}, 0))",
                DSL.val("finance " + booking));
        db.execute(
                """
                update crm.finance_event
                set voucher_id = first.voucher_id, version = version + 1
                from (
                  select min(voucher_id) as voucher_id
                  from crm.voucher
                  where books = {0} and document_number = {1} and document_version = {2} and deleted_at is null) as first
                where kind = {0} and document_number = {1} and document_version = {2}
                  and finance_event.voucher_id is distinct from first.voucher_id
                """,
                kind, number, version);
        db.execute(
                """
                update crm.voucher
                set standing = found.standing
                from (
                  select v.voucher_id,
                    case
                      when e.finance_event_id is null then 'UNMATCHED'
                      when e.voucher_id <> v.voucher_id then 'DUPLICATE'
                      when e.currency = v.currency and e.amount = v.amount then 'MATCHED'
                      else 'DIFFERS'
                    end as standing
                  from crm.voucher v
                    left join crm.finance_event e
                      on e.kind = v.books and e.document_number = v.document_number
                      and e.document_version = v.document_version
                  where v.books = {0} and v.document_number = {1} and v.document_version = {2}
                    and v.deleted_at is null) as found
                where voucher.voucher_id = found.voucher_id and voucher.standing <> found.standing
                """,
                kind, number, version);
    }

    @Override
    protected List<Field<?>> computed(Predicate<String> asked) {
        return List.of(COMPANY_CURRENCY);
    }

    @Override
    protected Map<Field<?>, @Nullable Object> values(FinanceEvent event) {
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(FINANCE_EVENT.KIND, event.kind().name());
        values.put(FINANCE_EVENT.DOCUMENT_NUMBER, event.documentNumber());
        values.put(FINANCE_EVENT.DOCUMENT_VERSION, event.documentVersion());
        values.put(FINANCE_EVENT.CONTRACT_ID, event.contractId());
        values.put(FINANCE_EVENT.RECEIPT_ID, event.receiptId());
        values.put(FINANCE_EVENT.ACCOUNT_ID, event.accountId());
        values.put(FINANCE_EVENT.OWNER_ID, event.ownerId());
        values.put(FINANCE_EVENT.CURRENCY, event.worth().currency());
        values.put(FINANCE_EVENT.AMOUNT, event.worth().amount());
        values.put(FINANCE_EVENT.COMPANY_AMOUNT, event.worth().companyAmount());
        values.put(FINANCE_EVENT.BOOKED_ON, event.bookedOn());
        values.put(FINANCE_EVENT.REASON, event.reason());
        return values;
    }

    @Override
    protected FinanceEvent read(Record row) {
        return new FinanceEvent(
                row.get(FINANCE_EVENT.FINANCE_EVENT_ID),
                Kind.valueOf(row.get(FINANCE_EVENT.KIND)),
                new Document(
                        row.get(FINANCE_EVENT.DOCUMENT_NUMBER),
                        row.get(FINANCE_EVENT.DOCUMENT_VERSION),
                        row.get(FINANCE_EVENT.CONTRACT_ID),
                        row.get(FINANCE_EVENT.RECEIPT_ID)),
                row.get(FINANCE_EVENT.ACCOUNT_ID),
                row.get(FINANCE_EVENT.OWNER_ID),
                new Worth(
                        row.get(FINANCE_EVENT.CURRENCY),
                        row.get(FINANCE_EVENT.AMOUNT),
                        row.get(FINANCE_EVENT.COMPANY_AMOUNT),
                        row.get(COMPANY_CURRENCY)),
                row.get(FINANCE_EVENT.BOOKED_ON),
                row.get(FINANCE_EVENT.REASON),
                row.get(FINANCE_EVENT.VOUCHER_ID),
                Rows.stamp(row));
    }
}
