package headwater.crm.pricebook;

import static headwater.crm.db.crm.Tables.PRICE_BOOK;
import static headwater.crm.db.crm.Tables.PRICE_RULE;

import headwater.crm.db.crm.tables.records.PriceBookRecord;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.KeysetList;
import headwater.crm.persistence.ListFields;
import headwater.crm.persistence.RecordRepository;
import headwater.crm.persistence.RecordTable;
import headwater.crm.persistence.Rows;
import headwater.crm.pricebook.PriceRule.Base;
import headwater.crm.shared.Connection;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.RecordType;

import org.jooq.Condition;
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
import java.util.Set;

/**
 * Every signed-in person may see every price book. A book comes with its rules in the same
 * statement.
 */
@Repository
class PriceBookRepository extends RecordRepository<PriceBookRecord, PriceBook> {
    private static final ListFields LIST =
            ListFields.of(RecordType.PRICE_BOOK, PRICE_BOOK.PRICE_BOOK_ID)
                    .text("name", PRICE_BOOK.NAME)
                    .text("currency", PRICE_BOOK.CURRENCY)
                    .flag("isDefault", PRICE_BOOK.IS_DEFAULT)
                    .flag("active", PRICE_BOOK.ACTIVE)
                    .softDeleted(PRICE_BOOK.DELETED_AT)
                    .order("NAME", PRICE_BOOK.NAME)
                    .order("CREATED_AT", PRICE_BOOK.CREATED_AT);
    private static final RecordTable<PriceBookRecord> TABLE =
            RecordTable.everybodys(RecordType.PRICE_BOOK, PRICE_BOOK.PRICE_BOOK_ID, LIST)
                    .named(PRICE_BOOK.NAME)
                    .unique(
                            Map.of(
                                    "price_book_name", "name",
                                    "price_book_external_id", "externalId"));
    private static final Field<List<PriceRule>> RULES =
            DSL.multiset(
                            DSL.select(
                                            PRICE_RULE.FAMILY,
                                            PRICE_RULE.BASE,
                                            PRICE_RULE.PERCENT_OFF,
                                            PRICE_RULE.SURCHARGE,
                                            PRICE_RULE.ROUND_TO)
                                    .from(PRICE_RULE)
                                    .where(PRICE_RULE.PRICE_BOOK_ID.eq(PRICE_BOOK.PRICE_BOOK_ID))
                                    .orderBy(PRICE_RULE.POSITION))
                    .convertFrom(
                            rows ->
                                    rows.map(
                                            row ->
                                                    new PriceRule(
                                                            row.value1(),
                                                            Base.valueOf(row.value2()),
                                                            row.value3(),
                                                            row.value4(),
                                                            row.value5())))
                    .as("rules");

    PriceBookRepository(DSLContext db) {
        super(db, TABLE);
    }

    @Override
    public Connection<PriceBook> list(Viewer viewer, ListRequest request) {
        return KeysetList.fetch(
                db,
                PRICE_BOOK,
                List.of(RULES),
                readable(viewer),
                LIST.readableBy(viewer),
                request,
                PriceBookRepository::book);
    }

    @Override
    public List<PriceBook> byIds(Viewer viewer, Set<Long> ids) {
        return books(PRICE_BOOK.PRICE_BOOK_ID.in(ids));
    }

    /** The book asked for, if any, and the default one, if any. One statement. */
    List<PriceBook> consulted(Viewer viewer, @Nullable Long asked) {
        Condition isDefault = PRICE_BOOK.IS_DEFAULT.isTrue();
        return books(asked == null ? isDefault : isDefault.or(PRICE_BOOK.PRICE_BOOK_ID.eq(asked)));
    }

    @Override
    public long insert(Viewer viewer, PriceBook book, Instant now) {
        if (book.isDefault()) {
            clearDefault(viewer, now);
        }
        long id = super.insert(viewer, book, now);
        insertRules(id, book.rules());
        return id;
    }

    @Override
    public void update(Viewer viewer, PriceBook book, int expectedVersion, Instant now) {
        PriceBook before = books(PRICE_BOOK.PRICE_BOOK_ID.eq(book.id())).getFirst();
        if (book.isDefault() && !before.isDefault()) {
            clearDefault(viewer, now);
        }
        super.update(viewer, book, expectedVersion, now);
        if (!book.rules().equals(before.rules())) {
            db.deleteFrom(PRICE_RULE).where(PRICE_RULE.PRICE_BOOK_ID.eq(book.id())).execute();
            insertRules(book.id(), book.rules());
        }
    }

    private void clearDefault(Viewer viewer, Instant now) {
        db.update(PRICE_BOOK)
                .set(PRICE_BOOK.IS_DEFAULT, false)
                .set(PRICE_BOOK.VERSION, PRICE_BOOK.VERSION.plus(1))
                .set(PRICE_BOOK.UPDATED_BY, viewer.userId())
                .set(PRICE_BOOK.UPDATED_AT, now)
                .where(PRICE_BOOK.IS_DEFAULT)
                .execute();
    }

    private void insertRules(long bookId, List<PriceRule> rules) {
        for (int i = 0; i < rules.size(); i++) {
            PriceRule rule = rules.get(i);
            db.insertInto(PRICE_RULE)
                    .set(PRICE_RULE.PRICE_BOOK_ID, bookId)
                    .set(PRICE_RULE.POSITION, (short) (i + 1))
                    .set(PRICE_RULE.FAMILY, rule.family())
                    .set(PRICE_RULE.BASE, rule.base().name())
                    .set(PRICE_RULE.PERCENT_OFF, rule.percentOff())
                    .set(PRICE_RULE.SURCHARGE, rule.surchargeOrNone())
                    .set(PRICE_RULE.ROUND_TO, rule.roundTo())
                    .execute();
        }
    }

    private List<PriceBook> books(Condition which) {
        return db.select(PRICE_BOOK.fields())
                .select(RULES)
                .from(PRICE_BOOK)
                .where(which)
                .fetch(PriceBookRepository::book);
    }

    @Override
    protected Map<Field<?>, @Nullable Object> values(PriceBook book) {
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(PRICE_BOOK.NAME, book.name());
        values.put(PRICE_BOOK.CURRENCY, book.currency());
        values.put(PRICE_BOOK.VALID_FROM, book.validFrom());
        values.put(PRICE_BOOK.VALID_TO, book.validTo());
        values.put(PRICE_BOOK.IS_DEFAULT, book.isDefault());
        values.put(PRICE_BOOK.ACTIVE, book.active());
        values.put(PRICE_BOOK.EXTERNAL_ID, book.externalId());
        return values;
    }

    @Override
    protected PriceBook record(PriceBookRecord row) {
        return books(PRICE_BOOK.PRICE_BOOK_ID.eq(row.getPriceBookId())).getFirst();
    }

    private static PriceBook book(Record row) {
        return new PriceBook(
                row.get(PRICE_BOOK.PRICE_BOOK_ID),
                row.get(PRICE_BOOK.NAME),
                row.get(PRICE_BOOK.CURRENCY),
                row.get(PRICE_BOOK.VALID_FROM),
                row.get(PRICE_BOOK.VALID_TO),
                row.get(PRICE_BOOK.IS_DEFAULT),
                row.get(PRICE_BOOK.ACTIVE),
                row.get(RULES),
                row.get(PRICE_BOOK.EXTERNAL_ID),
                Rows.stamp(row));
    }
}
