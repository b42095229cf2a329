package headwater.crm.commission;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.reducing;

import headwater.crm.commission.CommissionEntry.Kind;
import headwater.crm.company.Company;
import headwater.crm.company.CompanyService;
import headwater.crm.payment.Allocated;
import headwater.crm.payment.Receipt;
import headwater.crm.payment.ReceiptFollower;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.BusinessTime;
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
    private record Term(CommissionPlan plan, LocalDate from) {}

    @Override
    public void confirmed(Viewer viewer, Receipt receipt, List<Allocated> allocated) {
        Instant now = time.now();
        LocalDate day = company.company().dayOf(now);
        CommissionPlan plan = plans.on(viewer, day);
        if (plan == null) {
            return;
        }
        var term = new Term(plan, plan.period().firstDay(day));
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
        long plan = term.plan().id();
        long person = source.split().userId();
        BigDecimal before = repository.cumulative(viewer, person, plan, term.from());
        var schedule =
                new Schedule(
                        term.plan().method(),
                        Objects.requireNonNull(plans.tiers(viewer, Set.of(plan)).get(plan)));
        for (Schedule.Piece piece : schedule.pieces(before, before.add(amount))) {
            insert(
                    viewer,
                    new CommissionEntry(
                            0,
                            person,
                            plan,
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
                            company.company().currency(),
                            stamp(viewer)));
        }
    }

    /**
     * What the receipt brought to a period that still runs leaves it, tiers and all; what a closed
     * period earned is taken back now, as it was earned.
     */
    @Override
    public void reversed(Viewer viewer, Receipt receipt, List<Allocated> allocated) {
        Company settings = company.company();
        LocalDate day = settings.dayOf(time.now());
        List<CommissionEntry> entries =
                repository.ofReceipt(viewer, receipt.id()).stream()
                        .filter(entry -> entry.kind() == Kind.ACCRUAL)
                        .toList();
        lock(viewer, entries.stream().map(CommissionEntry::ownerId).toList());
        Map<Long, CommissionPlan> used = new TreeMap<>();
        entries.stream()
                .map(CommissionEntry::planId)
                .distinct()
                .forEach(
                        id ->
                                plans.byIds(viewer, Set.of(id))
                                        .forEach(plan -> used.put(plan.id(), plan)));
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
                        part -> {
                            CommissionPlan plan =
                                    Objects.requireNonNull(used.get(part.getKey().plan()));
                            var term = new Term(plan, plan.period().firstDay(day));
                            takeBack(viewer, term, part.getValue());
                        });
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
