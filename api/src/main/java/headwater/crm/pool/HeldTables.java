package headwater.crm.pool;

import static headwater.crm.db.crm.Tables.ACCOUNT;
import static headwater.crm.db.crm.Tables.CONTRACT;
import static headwater.crm.db.crm.Tables.LEAD;

import headwater.crm.shared.RecordType;

import org.jooq.Condition;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** The tables whose records lie in pools: where the kinds of them are told apart, and only here. */
@Repository
class HeldTables {

    /**
     * @throws IllegalArgumentException if records of the kind lie in no pool
     */
    static HeldTable of(RecordType type) {
        return switch (type) {
            case LEAD -> {
                Condition undecided = LEAD.STAGE.notIn("CONVERTED", "DISQUALIFIED");
                yield new HeldTable(type, LEAD.LEAD_ID, undecided, undecided);
            }
            // A customer with a contract does not count against what one may hold.
            case ACCOUNT ->
                    new HeldTable(
                            type, ACCOUNT.ACCOUNT_ID, DSL.noCondition(), DSL.notExists(contract()));
            default -> throw new IllegalArgumentException(type + " lies in no pool");
        };
    }

    private static Select<?> contract() {
        return DSL.selectOne()
                .from(CONTRACT)
                .where(CONTRACT.ACCOUNT_ID.eq(ACCOUNT.ACCOUNT_ID))
                .and(
                        DSL.condition(
                                DSL.function(
                                        DSL.name("internal", "contract_is_agreed"),
                                        Boolean.class,
                                        CONTRACT.STATE)))
                .and(CONTRACT.DELETED_AT.isNull())
                .and(CONTRACT.ENDS_ON.isNull().or(CONTRACT.ENDS_ON.ge(DSL.currentLocalDate())));
    }
}
