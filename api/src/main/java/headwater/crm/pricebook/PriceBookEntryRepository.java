package headwater.crm.pricebook;

import static headwater.crm.db.crm.Tables.PRICE_BOOK_ENTRY;

import headwater.crm.db.crm.tables.records.PriceBookEntryRecord;
import headwater.crm.permission.Viewer;
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
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every signed-in person may see every price. */
@Repository
class PriceBookEntryRepository extends RecordRepository<PriceBookEntryRecord, PriceBookEntry> {
    private static final RecordTable<PriceBookEntryRecord> TABLE =
            RecordTable.everybodys(
                            RecordType.PRICE_BOOK_ENTRY,
                            PRICE_BOOK_ENTRY.PRICE_BOOK_ENTRY_ID,
                            ListFields.of(
                                            RecordType.PRICE_BOOK_ENTRY,
                                            PRICE_BOOK_ENTRY.PRICE_BOOK_ENTRY_ID)
                                    .reference(
                                            "priceBook",
                                            RecordType.PRICE_BOOK,
                                            PRICE_BOOK_ENTRY.PRICE_BOOK_ID)
                                    .reference(
                                            "product",
                                            RecordType.PRODUCT,
                                            PRICE_BOOK_ENTRY.PRODUCT_ID)
                                    .softDeleted(PRICE_BOOK_ENTRY.DELETED_AT)
                                    .order("CREATED_AT", PRICE_BOOK_ENTRY.CREATED_AT))
                    .unique(
                            Map.of(
                                    "price_book_entry_once", "minQuantity",
                                    "price_book_entry_external_id", "externalId"));

    PriceBookEntryRepository(DSLContext db) {
        super(db, TABLE);
    }

    /** All prices of products in books, by quantity. One statement. */
    List<PriceBookEntry> of(Viewer viewer, Set<Long> bookIds, Set<Long> productIds) {
        return db.selectFrom(PRICE_BOOK_ENTRY)
                .where(PRICE_BOOK_ENTRY.PRICE_BOOK_ID.in(bookIds))
                .and(PRICE_BOOK_ENTRY.PRODUCT_ID.in(productIds))
                .and(alive())
                .orderBy(PRICE_BOOK_ENTRY.MIN_QUANTITY)
                .fetch(this::record);
    }

    @Override
    protected Map<Field<?>, @Nullable Object> values(PriceBookEntry entry) {
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(PRICE_BOOK_ENTRY.PRICE_BOOK_ID, entry.priceBookId());
        values.put(PRICE_BOOK_ENTRY.PRODUCT_ID, entry.productId());
        values.put(PRICE_BOOK_ENTRY.MIN_QUANTITY, entry.minQuantity());
        values.put(PRICE_BOOK_ENTRY.UNIT_PRICE, entry.unitPrice());
        values.put(PRICE_BOOK_ENTRY.EXTERNAL_ID, entry.externalId());
        return values;
    }

    @Override
    protected PriceBookEntry record(PriceBookEntryRecord row) {
        return new PriceBookEntry(
                row.getPriceBookEntryId(),
                row.getPriceBookId(),
                row.getProductId(),
                row.getMinQuantity(),
                row.getUnitPrice(),
                row.getExternalId(),
                Rows.stamp(row));
    }
}
