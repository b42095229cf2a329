package headwater.crm.quote;

import static headwater.crm.db.crm.Tables.OPPORTUNITY;
import static headwater.crm.db.crm.Tables.QUOTE;

import headwater.crm.db.crm.tables.records.QuoteRecord;
import headwater.crm.permission.Action;
import headwater.crm.permission.SystemAccess;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.ComputedRecordRepository;
import headwater.crm.persistence.ListFields;
import headwater.crm.persistence.RecordTable;
import headwater.crm.persistence.Rows;
import headwater.crm.quote.Quote.State;
import headwater.crm.shared.RecordType;

import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Quotes, within the rows that the viewer's roles reach by their owners. */
@Repository
class QuoteRepository extends ComputedRecordRepository<QuoteRecord, Quote> {
    private static final ListFields LIST =
            ListFields.of(RecordType.QUOTE, QUOTE.QUOTE_ID)
                    .text("number", QUOTE.NUMBER)
                    .text("state", QUOTE.STATE)
                    .reference("opportunity", RecordType.OPPORTUNITY, QUOTE.OPPORTUNITY_ID)
                    .reference("account", RecordType.ACCOUNT, QUOTE.ACCOUNT_ID)
                    .reference("owner", RecordType.USER, QUOTE.OWNER_ID)
                    .range("validUntil", QUOTE.VALID_UNTIL)
                    .softDeleted(QUOTE.DELETED_AT)
                    .order("NUMBER", QUOTE.NUMBER)
                    .order("CREATED_AT", QUOTE.CREATED_AT);
    private static final RecordTable<QuoteRecord> TABLE =
            RecordTable.owned(RecordType.QUOTE, QUOTE.QUOTE_ID, QUOTE.OWNER_ID, LIST)
                    .unique(
                            Map.of(
                                    "quote_one_open_revision", "number",
                                    "quote_revision", "number",
                                    "quote_one_active", "opportunity"));

    private final QuoteLineRepository lines;
    private final Field<List<QuoteLine>> allLines;

    QuoteRepository(DSLContext db, QuoteLineRepository lines) {
        super(db, TABLE);
        this.lines = lines;
        this.allLines = lines.of(true);
    }

    @Override
    protected List<Field<?>> computed(Predicate<String> asked) {
        return List.of(COMPANY_CURRENCY, lines.of(asked.test("lines")));
    }

    /** Lets only one transaction at a time decide which quote of an opportunity is in force. */
    void lockOpportunity(Viewer viewer, long opportunityId) {
        db.select(OPPORTUNITY.OPPORTUNITY_ID)
                .from(OPPORTUNITY)
                .where(OPPORTUNITY.OPPORTUNITY_ID.eq(opportunityId))
                .forNoKeyUpdate()
                .fetch();
    }

    /** State of the quote in force, which may be out of the viewer's sight; null for none. */
    @Nullable State active(Viewer viewer, long opportunityId) {
        return db.select(QUOTE.STATE)
                .from(QUOTE)
                .where(QUOTE.OPPORTUNITY_ID.eq(opportunityId))
                .and(QUOTE.STATE.in(State.SENT.name(), State.ACCEPTED.name()))
                .fetchOne(row -> State.valueOf(row.value1()));
    }

    /** What was sent for an opportunity and is not decided gives way to another quote. */
    void supersede(Viewer viewer, long opportunityId, Instant now) {
        db.update(QUOTE)
                .set(QUOTE.STATE, State.SUPERSEDED.name())
                .set(QUOTE.CLOSED_AT, now)
                .set(QUOTE.VERSION, QUOTE.VERSION.plus(1))
                .set(QUOTE.UPDATED_AT, now)
                .set(QUOTE.UPDATED_BY, viewer.userId())
                .where(QUOTE.OPPORTUNITY_ID.eq(opportunityId))
                .and(QUOTE.STATE.eq(State.SENT.name()))
                .execute();
    }

    /** Gives all quotes of an opportunity to its new owner. */
    void give(Viewer viewer, long opportunityId, long ownerId, Instant now) {
        db.update(QUOTE)
                .set(QUOTE.OWNER_ID, ownerId)
                .set(QUOTE.VERSION, QUOTE.VERSION.plus(1))
                .set(QUOTE.UPDATED_AT, now)
                .set(QUOTE.UPDATED_BY, viewer.userId())
                .where(QUOTE.OPPORTUNITY_ID.eq(opportunityId))
                .and(QUOTE.OWNER_ID.ne(ownerId))
                .execute();
    }

    @SystemAccess("what is past its day expires, whosever it is")
    int expire(LocalDate today, Instant now) {
        return db.update(QUOTE)
                .set(QUOTE.STATE, State.EXPIRED.name())
                .set(QUOTE.CLOSED_AT, now)
                .set(QUOTE.VERSION, QUOTE.VERSION.plus(1))
                .set(QUOTE.UPDATED_AT, now)
                .setNull(QUOTE.UPDATED_BY)
                .where(QUOTE.STATE.eq(State.SENT.name()))
                .and(QUOTE.VALID_UNTIL.lt(today))
                .execute();
    }

    int lastRevision(Viewer viewer, String number) {
        Integer last =
                db.select(DSL.max(QUOTE.REVISION))
                        .from(QUOTE)
                        .where(QUOTE.NUMBER.eq(number))
                        .fetchSingle()
                        .value1();
        return last == null ? 0 : last;
    }

    /** Moves a quote to another state, at an instant that the state is known by. */
    void move(
            Viewer viewer,
            Quote quote,
            int expectedVersion,
            State to,
            @Nullable String reason,
            Instant now) {
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(QUOTE.STATE, to.name());
        switch (to) {
            case DRAFT -> {
                values.put(QUOTE.SUBMITTED_AT, null);
                values.put(QUOTE.APPROVED_AT, null);
            }
            case IN_APPROVAL -> values.put(QUOTE.SUBMITTED_AT, now);
            case APPROVED -> {
                values.put(
                        QUOTE.SUBMITTED_AT,
                        quote.submittedAt() == null ? now : quote.submittedAt());
                values.put(QUOTE.APPROVED_AT, now);
            }
            case SENT -> {
                values.put(QUOTE.SENT_AT, now);
                values.put(QUOTE.COMPANY_AMOUNT, quote.companyValue());
            }
            case ACCEPTED, REJECTED, EXPIRED, SUPERSEDED -> {
                values.put(QUOTE.CLOSED_AT, now);
                values.put(QUOTE.CLOSE_REASON, reason);
            }
        }
        rows.update(
                viewer,
                now,
                quote.id(),
                expectedVersion,
                may(viewer, Action.UPDATE).and(alive()),
                values);
    }

    @Override
    public long insert(Viewer viewer, Quote quote, Instant now) {
        long id = super.insert(viewer, quote, now);
        lines.insert(viewer, id, quote.lines());
        return id;
    }

    @Override
    public void update(Viewer viewer, Quote quote, int expectedVersion, Instant now) {
        List<QuoteLine> before = records(QUOTE.QUOTE_ID.eq(quote.id())).getFirst().lines();
        super.update(viewer, quote, expectedVersion, now);
        if (!quote.lines().equals(before)) {
            lines.replace(viewer, quote.id(), quote.lines());
        }
    }

    @Override
    protected Map<Field<?>, @Nullable Object> values(Quote quote) {
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(QUOTE.NUMBER, quote.number());
        values.put(QUOTE.REVISION, quote.revision());
        values.put(QUOTE.OPPORTUNITY_ID, quote.opportunityId());
        values.put(QUOTE.ACCOUNT_ID, quote.accountId());
        values.put(QUOTE.CONTACT_ID, quote.contactId());
        values.put(QUOTE.OWNER_ID, quote.ownerId());
        values.put(QUOTE.STATE, quote.state().name());
        values.put(QUOTE.CURRENCY, quote.currency());
        values.put(QUOTE.PRICE_BOOK_ID, quote.priceBookId());
        values.put(QUOTE.VALID_UNTIL, quote.validUntil());
        values.put(QUOTE.TERMS, quote.terms());
        values.put(QUOTE.AMOUNT, quote.value());
        values.put(QUOTE.COMPANY_AMOUNT, quote.companyValue());
        values.put(QUOTE.MAX_DISCOUNT_PERCENT, quote.maxDiscountPercent());
        return values;
    }

    @Override
    protected Quote read(Record row) {
        return new Quote(
                row.get(QUOTE.QUOTE_ID),
                row.get(QUOTE.NUMBER),
                row.get(QUOTE.REVISION),
                row.get(QUOTE.OPPORTUNITY_ID),
                row.get(QUOTE.ACCOUNT_ID),
                row.get(QUOTE.CONTACT_ID),
                row.get(QUOTE.OWNER_ID),
                State.valueOf(row.get(QUOTE.STATE)),
                row.get(QUOTE.CURRENCY),
                row.get(QUOTE.PRICE_BOOK_ID),
                row.get(QUOTE.VALID_UNTIL),
                row.get(QUOTE.TERMS),
                row.get(QUOTE.AMOUNT),
                row.get(QUOTE.COMPANY_AMOUNT),
                row.get(COMPANY_CURRENCY),
                row.get(QUOTE.MAX_DISCOUNT_PERCENT),
                row.get(allLines),
                row.get(QUOTE.SUBMITTED_AT),
                row.get(QUOTE.APPROVED_AT),
                row.get(QUOTE.SENT_AT),
                row.get(QUOTE.CLOSED_AT),
                row.get(QUOTE.CLOSE_REASON),
                Rows.stamp(row));
    }
}
