package headwater.crm.contract;

import static headwater.crm.db.crm.Tables.CONTRACT;
import static headwater.crm.db.crm.Tables.INSTALMENT;

import headwater.crm.contract.Progress.State;
import headwater.crm.permission.Action;
import headwater.crm.permission.Viewer;
import headwater.crm.shared.RecordType;

import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/** What is owed, by how long it is overdue. */
@Repository
class ReceivablesRepository {
    private static final int MOST_CURRENCIES = 200;
    private static final List<String> PAYABLE =
            Arrays.stream(State.values()).filter(State::isPayable).map(State::name).toList();

    private final DSLContext db;

    ReceivablesRepository(DSLContext db) {
        this.db = db;
    }

    /** Sums in one statement, of the contracts that the viewer may see. */
    List<Receivables> of(
            Viewer viewer, @Nullable String currency, @Nullable Long accountId, Instant now) {
        Field<LocalDate> due = INSTALMENT.DUE_ON;
        // In the company's zone, within the one statement.
        Field<LocalDate> today =
                DSL.field(
                        "({0} at time zone (select time_zone from crm.company))::date",
                        LocalDate.class, DSL.val(now));
        Condition asked =
                (currency == null ? DSL.noCondition() : CONTRACT.CURRENCY.eq(currency))
                        .and(
                                accountId == null
                                        ? DSL.noCondition()
                                        : CONTRACT.ACCOUNT_ID.eq(accountId));
        return db.select(
                        CONTRACT.CURRENCY,
                        open(due.isNull().or(due.ge(today))),
                        open(between(due, today, 1, 30)),
                        open(between(due, today, 31, 60)),
                        open(between(due, today, 61, 90)),
                        open(due.lt(today.sub(90))))
                .from(INSTALMENT)
                .join(CONTRACT)
                .on(CONTRACT.CONTRACT_ID.eq(INSTALMENT.CONTRACT_ID))
                .where(INSTALMENT.PAID.plus(INSTALMENT.WAIVED).lt(INSTALMENT.AMOUNT))
                .and(CONTRACT.STATE.in(PAYABLE))
                .and(CONTRACT.DELETED_AT.isNull())
                .and(asked)
                .and(
                        viewer.scope(RecordType.CONTRACT, Action.READ)
                                .of(CONTRACT.CONTRACT_ID, CONTRACT.OWNER_ID))
                .groupBy(CONTRACT.CURRENCY)
                .orderBy(CONTRACT.CURRENCY)
                .limit(MOST_CURRENCIES)
                .fetch(
                        row ->
                                new Receivables(
                                        row.value1(),
                                        row.value2(),
                                        row.value3(),
                                        row.value4(),
                                        row.value5(),
                                        row.value6()));
    }

    private static Condition between(
            Field<LocalDate> due, Field<LocalDate> today, int from, int to) {
        return due.between(today.sub(to), today.sub(from));
    }

    private static Field<BigDecimal> open(Condition which) {
        return DSL.coalesce(
                DSL.sum(INSTALMENT.AMOUNT.minus(INSTALMENT.WAIVED).minus(INSTALMENT.PAID))
                        .filterWhere(which),
                BigDecimal.ZERO);
    }
}
