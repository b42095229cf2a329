package headwater.crm.finance;

import static headwater.crm.db.crm.Tables.FINANCE_EVENT;
import static headwater.crm.db.crm.Tables.VOUCHER;

import headwater.crm.finance.FinanceEvent.Kind;
import headwater.crm.finance.Voucher.Standing;
import headwater.crm.permission.Action;
import headwater.crm.permission.Viewer;
import headwater.crm.shared.RecordType;

import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** Receipts beside the vouchers that book them, within what the viewer may see of both. */
@Repository
class ReconciliationRepository {
    private static final int MOST_CURRENCIES = 200;
    private static final List<String> OF_RECEIPTS =
            List.of(Kind.RECEIPT_CONFIRMED.name(), Kind.RECEIPT_REVERSED.name());

    private final DSLContext db;

    ReconciliationRepository(DSLContext db) {
        this.db = db;
    }

    /** A line for each currency that either side knows; one statement. */
    List<Reconciliation> of(Viewer viewer, LocalDate from, LocalDate to) {
        Condition reversal = FINANCE_EVENT.KIND.eq(Kind.RECEIPT_REVERSED.name());
        Condition red = VOUCHER.BOOKS.eq(Kind.RECEIPT_REVERSED.name());
        var crm =
                db.select(
                                FINANCE_EVENT.CURRENCY.as("currency"),
                                sum(FINANCE_EVENT.AMOUNT, DSL.not(reversal)).as("confirmed"),
                                sum(FINANCE_EVENT.AMOUNT, reversal).as("reversed"),
                                count(FINANCE_EVENT.VOUCHER_ID.isNull()).as("awaiting"))
                        .from(FINANCE_EVENT)
                        .where(FINANCE_EVENT.KIND.in(OF_RECEIPTS))
                        .and(FINANCE_EVENT.BOOKED_ON.between(from, to))
                        .and(
                                viewer.scope(RecordType.FINANCE_EVENT, Action.READ)
                                        .of(FINANCE_EVENT.FINANCE_EVENT_ID, FINANCE_EVENT.OWNER_ID))
                        .groupBy(FINANCE_EVENT.CURRENCY)
                        .asTable("crm");
        var ledger =
                db.select(
                                VOUCHER.CURRENCY.as("currency"),
                                sum(VOUCHER.AMOUNT, DSL.not(red))
                                        .minus(sum(VOUCHER.AMOUNT, red))
                                        .as("booked"),
                                count(standing(Standing.UNMATCHED)).as("unmatched"),
                                count(standing(Standing.DUPLICATE)).as("duplicates"),
                                count(standing(Standing.DIFFERS)).as("differing"))
                        .from(VOUCHER)
                        .where(VOUCHER.BOOKS.in(OF_RECEIPTS))
                        .and(VOUCHER.POSTED_ON.between(from, to))
                        .and(VOUCHER.DELETED_AT.isNull())
                        .and(
                                viewer.scope(RecordType.VOUCHER, Action.READ)
                                        .of(VOUCHER.VOUCHER_ID, VOUCHER.OWNER_ID))
                        .groupBy(VOUCHER.CURRENCY)
                        .asTable("ledger");
        Field<String> currency = DSL.field(DSL.name("currency"), String.class);
        return db.select(
                        currency,
                        amount("confirmed"),
                        amount("reversed"),
                        amount("booked"),
                        number("awaiting"),
                        number("unmatched"),
                        number("duplicates"),
                        number("differing"))
                .from(crm.fullJoin(ledger).using(currency))
                .orderBy(currency)
                .limit(MOST_CURRENCIES)
                .fetch(
                        row ->
                                new Reconciliation(
                                        row.value1(),
                                        row.value2(),
                                        row.value3(),
                                        row.value4(),
                                        row.value5(),
                                        row.value6(),
                                        row.value7(),
                                        row.value8()));
    }

    private static Condition standing(Standing standing) {
        return VOUCHER.STANDING.eq(standing.name());
    }

    private static Field<BigDecimal> sum(Field<BigDecimal> amount, Condition which) {
        return DSL.coalesce(DSL.sum(amount).filterWhere(which), BigDecimal.ZERO);
    }

    private static Field<Integer> count(Condition which) {
        return DSL.count().filterWhere(which);
    }

    /** Either side may have nothing in a currency. */
    private static Field<BigDecimal> amount(String name) {
        return DSL.coalesce(DSL.field(DSL.name(name), BigDecimal.class), BigDecimal.ZERO);
    }

    private static Field<Integer> number(String name) {
        return DSL.coalesce(DSL.field(DSL.name(name), Integer.class), 0);
    }
}
