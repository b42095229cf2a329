package headwater.crm.contract;

import static headwater.crm.db.crm.Tables.CONTRACT;
import static headwater.crm.db.crm.Tables.INSTALMENT;

import headwater.crm.contract.Instalment.Trigger;
import headwater.crm.db.crm.tables.records.InstalmentRecord;
import headwater.crm.permission.SystemAccess;
import headwater.crm.permission.Viewer;

import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.InsertSetMoreStep;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The plans of contracts; who may see a contract may see its plan. */
@Repository
class InstalmentRepository {
    private final DSLContext db;

    InstalmentRepository(DSLContext db) {
        this.db = db;
    }

    /**
     * A part of a query of contracts: the plan of each in order, or nothing, where not asked for.
     */
    @SystemAccess("only a part of a query of contracts, which is within what its viewer may see")
    Field<List<Instalment>> of(boolean asked) {
        Condition which = asked ? DSL.noCondition() : DSL.falseCondition();
        return DSL.multiset(
                        DSL.select(
                                        INSTALMENT.INSTALMENT_ID,
                                        INSTALMENT.POSITION,
                                        INSTALMENT.NAME,
                                        INSTALMENT.TRIGGER,
                                        INSTALMENT.DUE_ON,
                                        INSTALMENT.MILESTONE,
                                        INSTALMENT.OFFSET_DAYS,
                                        INSTALMENT.AMOUNT,
                                        INSTALMENT.WAIVED,
                                        INSTALMENT.WAIVE_REASON,
                                        INSTALMENT.PAID)
                                .from(INSTALMENT)
                                .where(INSTALMENT.CONTRACT_ID.eq(CONTRACT.CONTRACT_ID))
                                .and(which)
                                .orderBy(INSTALMENT.POSITION))
                .convertFrom(rows -> rows.map(InstalmentRepository::instalment))
                .as("instalments");
    }

    /** Makes the plan that was {@code before} what it is now. */
    void save(Viewer viewer, long contractId, List<Instalment> before, List<Instalment> now) {
        Map<Long, Instalment> known =
                before.stream().collect(Collectors.toMap(Instalment::id, Function.identity()));
        List<Instalment> made = new ArrayList<>();
        for (Instalment each : now) {
            Instalment old = known.remove(each.id());
            if (old == null) {
                made.add(each);
            } else if (!old.equals(each)) {
                db.update(INSTALMENT)
                        .set(values(each))
                        .where(INSTALMENT.INSTALMENT_ID.eq(each.id()))
                        .execute();
            }
        }
        insert(contractId, made);
        if (!known.isEmpty()) {
            db.deleteFrom(INSTALMENT).where(INSTALMENT.INSTALMENT_ID.in(known.keySet())).execute();
        }
    }

    /** One statement, however many there are. */
    private void insert(long contractId, List<Instalment> made) {
        if (made.isEmpty()) {
            return;
        }
        InsertSetMoreStep<InstalmentRecord> insert =
                db.insertInto(INSTALMENT).set(row(contractId, made.getFirst()));
        for (Instalment each : made.subList(1, made.size())) {
            insert = insert.newRecord().set(row(contractId, each));
        }
        insert.execute();
    }

    private static Map<Field<?>, @Nullable Object> row(long contractId, Instalment instalment) {
        Map<Field<?>, @Nullable Object> row = values(instalment);
        row.put(INSTALMENT.CONTRACT_ID, contractId);
        return row;
    }

    private static Map<Field<?>, @Nullable Object> values(Instalment instalment) {
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(INSTALMENT.POSITION, (short) instalment.position());
        values.put(INSTALMENT.NAME, instalment.name());
        values.put(INSTALMENT.TRIGGER, instalment.trigger().name());
        values.put(INSTALMENT.DUE_ON, instalment.dueOn());
        values.put(INSTALMENT.MILESTONE, instalment.milestone());
        values.put(INSTALMENT.OFFSET_DAYS, instalment.offsetDays());
        values.put(INSTALMENT.AMOUNT, instalment.amount());
        values.put(INSTALMENT.WAIVED, instalment.waived());
        values.put(INSTALMENT.WAIVE_REASON, instalment.waiveReason());
        values.put(INSTALMENT.PAID, instalment.paid());
        return values;
    }

    private static Instalment instalment(Record row) {
        return new Instalment(
                row.get(INSTALMENT.INSTALMENT_ID),
                row.get(INSTALMENT.POSITION),
                row.get(INSTALMENT.NAME),
                Trigger.valueOf(row.get(INSTALMENT.TRIGGER)),
                row.get(INSTALMENT.DUE_ON),
                row.get(INSTALMENT.MILESTONE),
                row.get(INSTALMENT.OFFSET_DAYS),
                row.get(INSTALMENT.AMOUNT),
                row.get(INSTALMENT.WAIVED),
                row.get(INSTALMENT.WAIVE_REASON),
                row.get(INSTALMENT.PAID));
    }
}
