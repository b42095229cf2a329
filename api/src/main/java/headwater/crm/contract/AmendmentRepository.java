package headwater.crm.contract;

import static headwater.crm.db.crm.Tables.CONTRACT;
import static headwater.crm.db.crm.Tables.CONTRACT_AMENDMENT;
import static headwater.crm.db.crm.Tables.INVOICE;
import static headwater.crm.db.crm.Tables.RECEIPT_ALLOCATION;

import headwater.crm.contract.Amendment.State;
import headwater.crm.contract.Amendment.Terms;
import headwater.crm.permission.Viewer;

import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import tools.jackson.databind.json.JsonMapper;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Changes to contracts that were asked for; who may see a contract may see them. */
@Repository
class AmendmentRepository {
    private final DSLContext db;
    private final JsonMapper json;

    AmendmentRepository(DSLContext db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    void add(Viewer viewer, long contractId, Terms terms, Instant now) {
        db.insertInto(CONTRACT_AMENDMENT)
                .set(CONTRACT_AMENDMENT.CONTRACT_ID, contractId)
                .set(CONTRACT_AMENDMENT.STATE, State.IN_APPROVAL.name())
                .set(CONTRACT_AMENDMENT.AMOUNT, terms.amount())
                .set(CONTRACT_AMENDMENT.ENDS_ON, terms.endsOn())
                .set(
                        CONTRACT_AMENDMENT.INSTALMENTS,
                        JSONB.jsonb(json.writeValueAsString(terms.instalments())))
                .set(CONTRACT_AMENDMENT.REASON, terms.reason())
                .set(CONTRACT_AMENDMENT.REQUESTED_AT, now)
                .set(CONTRACT_AMENDMENT.REQUESTED_BY, viewer.userId())
                .execute();
    }

    /** The one that waits for approval; null for none. */
    @Nullable Amendment pending(Viewer viewer, long contractId) {
        return amendments(
                        CONTRACT_AMENDMENT
                                .CONTRACT_ID
                                .eq(contractId)
                                .and(CONTRACT_AMENDMENT.STATE.eq(State.IN_APPROVAL.name())))
                .stream()
                .findFirst()
                .orElse(null);
    }

    void decide(Viewer viewer, long id, State state, @Nullable String refusedReason, Instant now) {
        db.update(CONTRACT_AMENDMENT)
                .set(CONTRACT_AMENDMENT.STATE, state.name())
                .set(CONTRACT_AMENDMENT.REFUSED_REASON, refusedReason)
                .set(CONTRACT_AMENDMENT.DECIDED_AT, now)
                .set(CONTRACT_AMENDMENT.DECIDED_BY, viewer.userId())
                .where(CONTRACT_AMENDMENT.CONTRACT_AMENDMENT_ID.eq(id))
                .execute();
    }

    /** Of contracts that the viewer may see; the newest first. */
    List<Amendment> of(Viewer viewer, Set<Long> contractIds) {
        return amendments(CONTRACT_AMENDMENT.CONTRACT_ID.in(contractIds));
    }

    /** Those of the instalments that the history of receipts names. */
    Set<Long> inHistory(Viewer viewer, Set<Long> instalmentIds) {
        return new HashSet<>(
                db.selectDistinct(RECEIPT_ALLOCATION.INSTALMENT_ID)
                        .from(RECEIPT_ALLOCATION)
                        .where(RECEIPT_ALLOCATION.INSTALMENT_ID.in(instalmentIds))
                        .fetch(RECEIPT_ALLOCATION.INSTALMENT_ID));
    }

    /** What the invoices of a contract that are not void come to. */
    BigDecimal billed(Viewer viewer, long contractId) {
        return db.select(DSL.coalesce(DSL.sum(INVOICE.AMOUNT), BigDecimal.ZERO))
                .from(INVOICE)
                .where(INVOICE.CONTRACT_ID.eq(contractId))
                .and(INVOICE.STATE.ne("VOID"))
                .fetchSingle()
                .value1();
    }

    private List<Amendment> amendments(Condition which) {
        return db.select(CONTRACT_AMENDMENT.fields())
                .select(CONTRACT.CURRENCY)
                .from(CONTRACT_AMENDMENT)
                .join(CONTRACT)
                .on(CONTRACT.CONTRACT_ID.eq(CONTRACT_AMENDMENT.CONTRACT_ID))
                .where(which)
                .orderBy(CONTRACT_AMENDMENT.CONTRACT_AMENDMENT_ID.desc())
                .fetch(this::amendment);
    }

    private Amendment amendment(Record row) {
        return new Amendment(
                row.get(CONTRACT_AMENDMENT.CONTRACT_AMENDMENT_ID),
                row.get(CONTRACT_AMENDMENT.CONTRACT_ID),
                State.valueOf(row.get(CONTRACT_AMENDMENT.STATE)),
                new Terms(
                        row.get(CONTRACT_AMENDMENT.AMOUNT),
                        row.get(CONTRACT_AMENDMENT.ENDS_ON),
                        List.of(
                                json.readValue(
                                        row.get(CONTRACT_AMENDMENT.INSTALMENTS).data(),
                                        InstalmentDraft[].class)),
                        row.get(CONTRACT_AMENDMENT.REASON)),
                row.get(CONTRACT.CURRENCY),
                row.get(CONTRACT_AMENDMENT.REFUSED_REASON),
                row.get(CONTRACT_AMENDMENT.REQUESTED_AT),
                row.get(CONTRACT_AMENDMENT.REQUESTED_BY),
                row.get(CONTRACT_AMENDMENT.DECIDED_AT));
    }
}
