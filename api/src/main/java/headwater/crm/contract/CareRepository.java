package headwater.crm.contract;

import static headwater.crm.db.crm.Tables.CONTRACT;
import static headwater.crm.db.crm.Tables.TASK;

import headwater.crm.contract.Care.Occasion;
import headwater.crm.contract.Progress.State;
import headwater.crm.permission.SystemAccess;

import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

import java.time.LocalDate;
import java.util.List;

/** Contracts whose customers are to be turned to, and whose owners do not know yet. */
@Repository
class CareRepository {
    /** Whoever was away for longer than this is not told of what has become old. */
    private static final int LATE = 60;

    private final DSLContext db;

    CareRepository(DSLContext db) {
        this.db = db;
    }

    @SystemAccess("time passes for everybody's contracts")
    List<Care> accepted(LocalDate today, int most) {
        LocalDate last = today.minusDays(Occasion.DAYS);
        return due(
                Occasion.ACCEPTED,
                CONTRACT.FULFILLED_ON,
                CONTRACT.FULFILLED_ON
                        .between(last.minusDays(LATE), last)
                        .and(CONTRACT.STATE.ne(State.VOID.name())),
                most);
    }

    /** Unless the customer has agreed to another contract that ends later. */
    @SystemAccess("time passes for everybody's contracts")
    List<Care> ending(LocalDate today, int most) {
        var next = CONTRACT.as("next");
        List<String> running =
                List.of(State.SIGNED.name(), State.IN_PERFORMANCE.name(), State.COMPLETED.name());
        return due(
                Occasion.ENDING,
                CONTRACT.ENDS_ON,
                CONTRACT.ENDS_ON
                        .between(today, today.plusDays(Occasion.DAYS))
                        .and(CONTRACT.STATE.in(running))
                        .andNotExists(
                                DSL.selectOne()
                                        .from(next)
                                        .where(next.ACCOUNT_ID.eq(CONTRACT.ACCOUNT_ID))
                                        .and(next.ENDS_ON.gt(CONTRACT.ENDS_ON))
                                        .and(next.STATE.in(running))
                                        .and(next.DELETED_AT.isNull())),
                most);
    }

    private List<Care> due(Occasion occasion, Field<LocalDate> day, Condition which, int most) {
        return db.select(CONTRACT.CONTRACT_ID, CONTRACT.NUMBER, CONTRACT.OWNER_ID, day)
                .from(CONTRACT)
                .where(which)
                .and(CONTRACT.DELETED_AT.isNull())
                .andNotExists(
                        DSL.selectOne()
                                .from(TASK)
                                .where(
                                        TASK.KEY.eq(
                                                DSL.concat(
                                                        DSL.inline(occasion.key() + ":"),
                                                        CONTRACT.CONTRACT_ID.cast(String.class),
                                                        DSL.inline(":"),
                                                        day.cast(String.class)))))
                .orderBy(day, CONTRACT.CONTRACT_ID)
                .limit(most)
                .fetch(
                        row ->
                                new Care(
                                        occasion,
                                        row.value1(),
                                        row.value2(),
                                        row.value3(),
                                        row.value4()));
    }
}
