package headwater.crm.contract;

import static headwater.crm.db.crm.Tables.CONTRACT;
import static headwater.crm.db.crm.Tables.INSTALMENT;
import static headwater.crm.db.crm.Tables.QUOTE;

import headwater.crm.contract.Contract.Parties;
import headwater.crm.contract.Contract.Term;
import headwater.crm.contract.Progress.State;
import headwater.crm.db.crm.tables.records.ContractRecord;
import headwater.crm.permission.Action;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.ComputedRecordRepository;
import headwater.crm.persistence.ListFields;
import headwater.crm.persistence.RecordTable;
import headwater.crm.persistence.Rows;
import headwater.crm.pool.Poolable.Agreement;
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
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Predicate;

/** Contracts with their plans, within the rows that the viewer's roles reach by their owners. */
@Repository
class ContractRepository extends ComputedRecordRepository<ContractRecord, Contract> {
    private static final Field<LocalDate> ENDS_ON =
            DSL.coalesce(CONTRACT.ENDS_ON, DSL.inline(LocalDate.of(9999, 12, 31)));
    private static final ListFields LIST =
            ListFields.of(RecordType.CONTRACT, CONTRACT.CONTRACT_ID)
                    .text("number", CONTRACT.NUMBER)
                    .text("title", CONTRACT.TITLE)
                    .text("state", CONTRACT.STATE)
                    .text("paymentStatus", CONTRACT.PAYMENT_STATUS)
                    .reference("account", RecordType.ACCOUNT, CONTRACT.ACCOUNT_ID)
                    .reference("opportunity", RecordType.OPPORTUNITY, CONTRACT.OPPORTUNITY_ID)
                    .reference("quote", RecordType.QUOTE, CONTRACT.QUOTE_ID)
                    .reference("owner", RecordType.USER, CONTRACT.OWNER_ID)
                    .range("startsOn", CONTRACT.STARTS_ON)
                    .range("endsOn", CONTRACT.ENDS_ON)
                    .range("signedOn", CONTRACT.SIGNED_ON)
                    .range("fulfilledOn", CONTRACT.FULFILLED_ON)
                    .range("completedAt", CONTRACT.COMPLETED_AT)
                    .text("externalId", CONTRACT.EXTERNAL_ID)
                    .range("createdAt", CONTRACT.CREATED_AT)
                    .softDeleted(CONTRACT.DELETED_AT)
                    .order("NUMBER", CONTRACT.NUMBER)
                    .order("ENDS_ON", ENDS_ON)
                    .order("CREATED_AT", CONTRACT.CREATED_AT);
    private static final RecordTable<ContractRecord> TABLE =
            RecordTable.owned(RecordType.CONTRACT, CONTRACT.CONTRACT_ID, CONTRACT.OWNER_ID, LIST)
                    .unique(
                            Map.of(
                                    "contract_external_id", "externalId",
                                    "contract_once_of_quote", "quote"));

    private final InstalmentRepository instalments;
    private final Field<List<Instalment>> plan;

    ContractRepository(DSLContext db, InstalmentRepository instalments) {
        super(db, TABLE);
        this.instalments = instalments;
        this.plan = instalments.of(true);
    }

    @Override
    protected List<Field<?>> computed(Predicate<String> asked) {
        return List.of(COMPANY_CURRENCY, instalments.of(asked.test("instalments")));
    }

    /** Lets only one transaction at a time make a contract of a quote. */
    void lockQuote(Viewer viewer, long quoteId) {
        db.select(QUOTE.QUOTE_ID)
                .from(QUOTE)
                .where(QUOTE.QUOTE_ID.eq(quoteId))
                .forNoKeyUpdate()
                .fetch();
    }

    /** Key of the contract made from a quote, whosever it is; null for none. */
    @Nullable Long ofQuote(Viewer viewer, long quoteId) {
        return db.select(CONTRACT.CONTRACT_ID)
                .from(CONTRACT)
                .where(CONTRACT.QUOTE_ID.eq(quoteId))
                .and(CONTRACT.STATE.ne(State.VOID.name()))
                .and(alive())
                .fetchOne(CONTRACT.CONTRACT_ID);
    }

    /** Gives the drafts of an opportunity to its new owner; what was agreed stays whose it is. */
    void giveDrafts(Viewer viewer, long opportunityId, long ownerId, Instant now) {
        db.update(CONTRACT)
                .set(CONTRACT.OWNER_ID, ownerId)
                .set(CONTRACT.VERSION, CONTRACT.VERSION.plus(1))
                .set(CONTRACT.UPDATED_AT, now)
                .set(CONTRACT.UPDATED_BY, viewer.userId())
                .where(CONTRACT.OPPORTUNITY_ID.eq(opportunityId))
                .and(CONTRACT.STATE.eq(State.DRAFT.name()))
                .and(CONTRACT.OWNER_ID.ne(ownerId))
                .execute();
    }

    /**
     * Of those that were agreed with each customer, the one that ends last; one without end ends
     * last.
     */
    Map<Long, Agreement> lastAgreements(Viewer viewer, Set<Long> accountIds) {
        return db.select(CONTRACT.ACCOUNT_ID, CONTRACT.ENDS_ON)
                .distinctOn(CONTRACT.ACCOUNT_ID)
                .from(CONTRACT)
                .where(CONTRACT.ACCOUNT_ID.in(accountIds))
                .and(
                        DSL.condition(
                                DSL.function(
                                        DSL.name("internal", "contract_is_agreed"),
                                        Boolean.class,
                                        CONTRACT.STATE)))
                .and(CONTRACT.DELETED_AT.isNull())
                .orderBy(CONTRACT.ACCOUNT_ID, CONTRACT.ENDS_ON.desc().nullsFirst())
                .fetchMap(CONTRACT.ACCOUNT_ID, row -> new Agreement(row.value2()));
    }

    /** Whether somebody has to agree to a contract with a customer. */
    boolean isInApproval(Viewer viewer, long accountId) {
        return db.fetchExists(
                CONTRACT,
                CONTRACT.ACCOUNT_ID.eq(accountId),
                CONTRACT.DELETED_AT.isNull(),
                CONTRACT.STATE.eq(State.IN_APPROVAL.name()));
    }

    /** Locks those that the viewer may see, in order, so that no two wait for each other. */
    List<Contract> locked(Viewer viewer, SortedSet<Long> ids) {
        List<Long> held =
                db.select(CONTRACT.CONTRACT_ID)
                        .from(CONTRACT)
                        .where(CONTRACT.CONTRACT_ID.in(ids))
                        .and(may(viewer, Action.READ))
                        .orderBy(CONTRACT.CONTRACT_ID)
                        .forUpdate()
                        .fetch(CONTRACT.CONTRACT_ID);
        return records(CONTRACT.CONTRACT_ID.in(held));
    }

    /** Keys of the contracts that instalments belong to, whosever they are; by instalment. */
    Map<Long, Long> ofInstalments(Viewer viewer, Set<Long> instalmentIds) {
        return db.select(INSTALMENT.INSTALMENT_ID, INSTALMENT.CONTRACT_ID)
                .from(INSTALMENT)
                .where(INSTALMENT.INSTALMENT_ID.in(instalmentIds))
                .fetchMap(INSTALMENT.INSTALMENT_ID, INSTALMENT.CONTRACT_ID);
    }

    @Override
    public long insert(Viewer viewer, Contract contract, Instant now) {
        long id = super.insert(viewer, contract, now);
        instalments.save(viewer, id, List.of(), contract.instalments());
        return id;
    }

    @Override
    public void update(Viewer viewer, Contract contract, int expectedVersion, Instant now) {
        List<Instalment> before =
                records(CONTRACT.CONTRACT_ID.eq(contract.id())).getFirst().instalments();
        super.update(viewer, contract, expectedVersion, now);
        instalments.save(viewer, contract.id(), before, contract.instalments());
    }

    @Override
    protected Map<Field<?>, @Nullable Object> values(Contract contract) {
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(CONTRACT.NUMBER, contract.number());
        values.put(CONTRACT.ACCOUNT_ID, contract.accountId());
        values.put(CONTRACT.OPPORTUNITY_ID, contract.opportunityId());
        values.put(CONTRACT.QUOTE_ID, contract.quoteId());
        values.put(CONTRACT.OWNER_ID, contract.ownerId());
        values.put(CONTRACT.TITLE, contract.title());
        values.put(CONTRACT.TERMS, contract.terms());
        values.put(CONTRACT.STARTS_ON, contract.startsOn());
        values.put(CONTRACT.ENDS_ON, contract.endsOn());
        values.put(CONTRACT.SIGNED_ON, contract.signedOn());
        values.put(CONTRACT.FULFILLED_ON, contract.fulfilledOn());
        values.put(CONTRACT.EXTERNAL_ID, contract.externalId());
        put(values, contract.worth());
        put(values, contract.progress());
        return values;
    }

    private static void put(Map<Field<?>, @Nullable Object> values, Worth worth) {
        values.put(CONTRACT.CURRENCY, worth.currency());
        values.put(CONTRACT.AMOUNT, worth.amount());
        values.put(CONTRACT.COMPANY_AMOUNT, worth.companyAmount());
        values.put(CONTRACT.PAID, worth.paid());
        values.put(CONTRACT.WAIVED, worth.waived());
        values.put(CONTRACT.PAYMENT_STATUS, worth.paymentStatus().name());
    }

    private static void put(Map<Field<?>, @Nullable Object> values, Progress progress) {
        values.put(CONTRACT.STATE, progress.state().name());
        values.put(CONTRACT.SUBMITTED_AT, progress.submittedAt());
        values.put(CONTRACT.APPROVED_AT, progress.approvedAt());
        values.put(CONTRACT.COMPLETED_AT, progress.completedAt());
        values.put(CONTRACT.CLOSED_AT, progress.closedAt());
        values.put(CONTRACT.CLOSE_REASON, progress.closeReason());
        values.put(CONTRACT.REJECTED_REASON, progress.rejectedReason());
    }

    @Override
    protected Contract read(Record row) {
        return new Contract(
                row.get(CONTRACT.CONTRACT_ID),
                row.get(CONTRACT.NUMBER),
                new Parties(
                        row.get(CONTRACT.ACCOUNT_ID),
                        row.get(CONTRACT.OPPORTUNITY_ID),
                        row.get(CONTRACT.QUOTE_ID),
                        row.get(CONTRACT.OWNER_ID)),
                row.get(CONTRACT.TITLE),
                worth(row),
                new Term(
                        row.get(CONTRACT.STARTS_ON),
                        row.get(CONTRACT.ENDS_ON),
                        row.get(CONTRACT.SIGNED_ON),
                        row.get(CONTRACT.FULFILLED_ON)),
                progress(row),
                row.get(CONTRACT.TERMS),
                row.get(plan),
                row.get(CONTRACT.EXTERNAL_ID),
                Rows.stamp(row));
    }

    private static Worth worth(Record row) {
        return new Worth(
                row.get(CONTRACT.CURRENCY),
                row.get(CONTRACT.AMOUNT),
                row.get(CONTRACT.COMPANY_AMOUNT),
                row.get(COMPANY_CURRENCY),
                row.get(CONTRACT.PAID),
                row.get(CONTRACT.WAIVED));
    }

    private static Progress progress(Record row) {
        return new Progress(
                State.valueOf(row.get(CONTRACT.STATE)),
                row.get(CONTRACT.SUBMITTED_AT),
                row.get(CONTRACT.APPROVED_AT),
                row.get(CONTRACT.COMPLETED_AT),
                row.get(CONTRACT.CLOSED_AT),
                row.get(CONTRACT.CLOSE_REASON),
                row.get(CONTRACT.REJECTED_REASON));
    }
}
