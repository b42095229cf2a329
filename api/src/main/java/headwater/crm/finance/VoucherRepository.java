package headwater.crm.finance;

import static headwater.crm.db.crm.Tables.VOUCHER;

import headwater.crm.db.crm.tables.records.VoucherRecord;
import headwater.crm.persistence.ListFields;
import headwater.crm.persistence.RecordRepository;
import headwater.crm.persistence.RecordTable;
import headwater.crm.persistence.Rows;
import headwater.crm.shared.RecordType;

import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.util.HashMap;
import java.util.Map;

/** Vouchers; how they stand is found by {@link FinanceEventRepository#match}. */
@Repository
class VoucherRepository extends RecordRepository<VoucherRecord, Voucher> {
    private static final RecordTable<VoucherRecord> TABLE =
            RecordTable.owned(
                            RecordType.VOUCHER,
                            VOUCHER.VOUCHER_ID,
                            VOUCHER.OWNER_ID,
                            ListFields.of(RecordType.VOUCHER, VOUCHER.VOUCHER_ID)
                                    .text("number", VOUCHER.NUMBER)
                                    .text("books", VOUCHER.BOOKS)
                                    .text("documentNumber", VOUCHER.DOCUMENT_NUMBER)
                                    .range("postedOn", VOUCHER.POSTED_ON)
                                    .text("standing", VOUCHER.STANDING)
                                    .reference("owner", RecordType.USER, VOUCHER.OWNER_ID)
                                    .text("externalId", VOUCHER.EXTERNAL_ID)
                                    .range("createdAt", VOUCHER.CREATED_AT)
                                    .softDeleted(VOUCHER.DELETED_AT)
                                    .order("NUMBER", VOUCHER.NUMBER)
                                    .order("POSTED_ON", VOUCHER.POSTED_ON)
                                    .order("CREATED_AT", VOUCHER.CREATED_AT))
                    .unique(Map.of("voucher_external_id", "externalId"));

    VoucherRepository(DSLContext db) {
        super(db, TABLE);
    }

    @Override
    protected Map<Field<?>, @Nullable Object> values(Voucher voucher) {
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(VOUCHER.NUMBER, voucher.number());
        values.put(VOUCHER.BOOKS, voucher.books().name());
        values.put(VOUCHER.DOCUMENT_NUMBER, voucher.documentNumber());
        values.put(VOUCHER.DOCUMENT_VERSION, voucher.documentVersion());
        values.put(VOUCHER.POSTED_ON, voucher.postedOn());
        values.put(VOUCHER.CURRENCY, voucher.currency());
        values.put(VOUCHER.AMOUNT, voucher.value());
        values.put(VOUCHER.STANDING, voucher.standing().name());
        values.put(VOUCHER.NOTE, voucher.note());
        values.put(VOUCHER.OWNER_ID, voucher.ownerId());
        values.put(VOUCHER.EXTERNAL_ID, voucher.externalId());
        return values;
    }

    @Override
    protected Voucher record(VoucherRecord row) {
        return new Voucher(
                row.getVoucherId(),
                row.getNumber(),
                FinanceEvent.Kind.valueOf(row.getBooks()),
                row.getDocumentNumber(),
                row.getDocumentVersion(),
                row.getPostedOn(),
                row.getAmount(),
                row.getCurrency(),
                Voucher.Standing.valueOf(row.getStanding()),
                row.getNote(),
                row.getOwnerId(),
                row.getExternalId(),
                Rows.stamp(row));
    }
}
