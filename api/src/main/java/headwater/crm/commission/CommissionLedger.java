package headwater.crm.commission;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.reducing;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import headwater.crm.commission.CommissionEntry.Kind;
import headwater.crm.company.Company;
import headwater.crm.company.CompanyService;
import headwater.crm.payment.Allocated;
import headwater.crm.payment.Receipt;
import headwater.crm.payment.ReceiptFollower;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.BusinessTime;
import headwater.crm.shared.Identified;
import headwater.crm.shared.Stamp;

import org.springframework.stereotype.Component;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Books what confirmed receipts earn, and takes back what reversed ones had earned. */
@Component
class CommissionLedger implements ReceiptFollower {
    private final CommissionEntryRepository repository;
    private final CommissionPlanRepository plans;
    private final SplitRepository splits;
    private final CompanyService company;
    private final BusinessTime time;

    CommissionLedger(
            CommissionEntryRepository repository,
            CommissionPlanRepository plans,
            SplitRepository splits,
            CompanyService company,
            BusinessTime time) {
        this.repository = repository;
        this.plans = plans;
        this.splits = splits;
        this.company = company;
        this.time = time;
    }

    /** One booking: whose part of what. */
    private record Source(ContractSplit split, long receiptId) {}

    /** A plan in a period. */
    private record Term(long planId, Schedule schedule, LocalDate from, String currency) {}

    @Override
    public void confirmed(Viewer viewer, Receipt receipt, List<Allocated> allocated) {
        CommissionPlan plan = plans.on(viewer, company.company().dayOf(time.now()));
        if (plan == null) {
            return;
        }
        Term term = today(viewer, List.of(plan)).getFirst();
        Map<Long, BigDecimal> byContract =
                allocated.stream()
                        .collect(
                                groupingBy(
                                        Allocated::contractId,
                                        TreeMap::new,
                                        reducing(
                                                BigDecimal.ZERO,
                                                Allocated::companyAmount,
                                                BigDecimal::add)));
        Map<Long, List<ContractSplit>> sellers =
                splits.of(viewer, byContract.keySet()).stream()
                        .collect(groupingBy(ContractSplit::contractId));
        lock(
                viewer,
                sellers.values().stream()
                        .flatMap(List::stream)
                        .map(ContractSplit::userId)
                        .toList());
        byContract.forEach(
                (contract, amount) ->
                        ContractSplit.divide(amount, Objects.requireNonNull(sellers.get(contract)))
                                .forEach(
                                        (split, part) ->
                                                book(
                                                        viewer,
                                                        term,
                                                        new Source(split, receipt.id()),
                                                        part,
                                                        Kind.ACCRUAL)));
    }

    /** In the order of their keys, so that two receipts do not wait for each other. */
    private void lock(Viewer viewer, List<Long> people) {
        people.stream()
                .distinct()
                .sorted()
                .forEach(person -> repository.lockLedger(viewer, person));
    }

    private void book(Viewer viewer, Term term, Source source, BigDecimal amount, Kind kind) {
        long person = source.split().userId();
        BigDecimal before = repository.cumulative(viewer, person, term.planId(), term.from());
        for (Schedule.Piece piece : term.schedule().pieces(before, before.add(amount))) {
            insert(
                    viewer,
                    new CommissionEntry(
                            0,
                            person,
                            term.planId(),
                            kind,
                            term.from(),
                            term.from(),
                            source.split().contractId(),
                            source.receiptId(),
                            source.split().percent(),
                            piece.tier().from(),
                            piece.to(),
                            piece.tier().rate(),
                            piece.basis(),
                            before,
                            piece.amount(),
                            term.currency(),
                            stamp(viewer)));
        }
    }

    /**
     * What the receipt brought to a period that still runs leaves it, tiers and all; what a closed
     * period earned is taken back now, as it was earned.
     */
    @Override
    public void reversed(Viewer viewer, Receipt receipt, List<Allocated> allocated) {
        List<CommissionEntry> entries =
                repository.ofReceipt(viewer, receipt.id()).stream()
                        .filter(entry -> entry.kind() == Kind.ACCRUAL)
                        .toList();
        lock(viewer, entries.stream().map(CommissionEntry::ownerId).toList());
        Set<Long> used = entries.stream().map(CommissionEntry::planId).collect(toSet());
        Map<Long, Term> terms =
                today(viewer, plans.byIds(viewer, used)).stream()
                        .collect(toMap(Term::planId, Function.identity()));
        record Part(long owner, long contract, long plan, LocalDate earned) {}
        entries.stream()
                .collect(
                        groupingBy(
                                entry ->
                                        new Part(
                                                entry.ownerId(),
                                                entry.contractId(),
                                                entry.planId(),
                                                entry.earnedFrom())))
                .entrySet()
                .stream()
                .sorted(Comparator.comparing(part -> part.getValue().getFirst().id()))
                .forEach(
                        part ->
                                takeBack(
                                        viewer,
                                        Objects.requireNonNull(terms.get(part.getKey().plan())),
                                        part.getValue()));
    }

    /** The periods of plans that run today. */
    private List<Term> today(Viewer viewer, List<CommissionPlan> running) {
        Company settings = company.company();
        LocalDate day = settings.dayOf(time.now());
        Map<Long, List<Tier>> tiers = plans.tiers(viewer, Identified.ids(running));
        return running.stream()
                .map(
                        plan ->
                                new Term(
                                        plan.id(),
                                        new Schedule(
                                                plan.method(),
                                                Objects.requireNonNull(tiers.get(plan.id()))),
                                        plan.period().firstDay(day),
                                        settings.currency()))
                .toList();
    }

    /** All of one person, contract, plan and period. */
    private void takeBack(Viewer viewer, Term now, List<CommissionEntry> entries) {
        CommissionEntry first = entries.getFirst();
        if (first.earnedFrom().equals(now.from())) {
            BigDecimal basis =
                    entries.stream()
                            .map(CommissionEntry::base)
                            .reduce(BigDecimal.ZERO, BigDecimal::add);
            var split =
                    new ContractSplit(first.contractId(), first.ownerId(), first.splitPercent());
            book(viewer, now, new Source(split, first.receiptId()), basis.negate(), Kind.REVERSAL);
            return;
        }
        for (CommissionEntry entry : entries) {
            insert(
                    viewer,
                    new CommissionEntry(
                            0,
                            entry.ownerId(),
                            entry.planId(),
                            Kind.REVERSAL,
                            now.from(),
                            entry.earnedFrom(),
                            entry.contractId(),
                            entry.receiptId(),
                            entry.splitPercent(),
                            entry.tierStart(),
                            entry.tierEnd(),
                            entry.rate(),
                            entry.base().negate(),
                            entry.before(),
                            entry.value().negate(),
                            entry.currency(),
                            stamp(viewer)));
        }
    }

    private void insert(Viewer viewer, CommissionEntry entry) {
        repository.insert(viewer, entry, time.now());
    }

    private Stamp stamp(Viewer viewer) {
        Instant now = time.now();
        return Stamp.fresh(now, now, viewer.userId());
    }
}
