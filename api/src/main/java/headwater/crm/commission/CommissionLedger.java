package headwater.crm.commission;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.reducing;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import headwater.crm.commission.CommissionEntry.Kind;
import headwater.crm.company.Company;
import headwater.crm.company.CompanyService;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.BusinessTime;
import headwater.crm.shared.Identified;
import headwater.crm.shared.Stamp;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Books what receipts, contracts and invoices earn, and takes back what was undone. */
@Component
class CommissionLedger {
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
    private record Part(ContractSplit split, Source source) {}

    /** A plan in a period. */
    private record Term(long planId, Schedule schedule, LocalDate from, String currency) {}

    /**
     * Each seller whom this brings his commission is given his part, under the plan that he is
     * under now.
     *
     * @param amounts what came in, by contract, in the company's currency
     */
    void accrue(Viewer viewer, Source source, Map<Long, BigDecimal> amounts) {
        Map<Long, List<ContractSplit>> sellers =
                splits.of(viewer, amounts.keySet()).stream()
                        .collect(groupingBy(ContractSplit::contractId));
        Set<Long> people =
                sellers.values().stream()
                        .flatMap(List::stream)
                        .filter(split -> split.basis() == source.basis())
                        .map(ContractSplit::userId)
                        .collect(toSet());
        Map<Long, Term> terms = termsOf(viewer, people);
        lock(viewer, terms.keySet());
        new TreeMap<>(amounts)
                .forEach(
                        (contract, amount) ->
                                parts(source, amount, sellers.get(contract))
                                        .forEach(
                                                (part, each) -> {
                                                    Term term = terms.get(part.split().userId());
                                                    if (term != null) {
                                                        book(viewer, term, part, each);
                                                    }
                                                }));
    }

    /** All parts are reckoned, so that they add up, and those are taken that the source pays. */
    private static Map<Part, BigDecimal> parts(
            Source source, BigDecimal amount, @Nullable List<ContractSplit> sellers) {
        Map<Part, BigDecimal> parts = new LinkedHashMap<>();
        if (sellers != null) {
            ContractSplit.divide(amount, sellers)
                    .forEach(
                            (split, part) -> {
                                if (split.basis() == source.basis()) {
                                    parts.put(new Part(split, source), part);
                                }
                            });
        }
        return parts;
    }

    /** In the order of their keys, so that two bookings do not wait for each other. */
    private void lock(Viewer viewer, Collection<Long> people) {
        people.stream()
                .distinct()
                .sorted()
                .forEach(person -> repository.lockLedger(viewer, person));
    }

    /** What comes in is accrued; what is below 0 is taken back through the tiers of now. */
    private void book(Viewer viewer, Term term, Part part, BigDecimal amount) {
        ContractSplit split = part.split();
        long person = split.userId();
        BigDecimal before = repository.cumulative(viewer, person, term.planId(), term.from());
        for (Schedule.Piece piece : term.schedule().pieces(before, before.add(amount))) {
            insert(
                    viewer,
                    new CommissionEntry(
                            0,
                            person,
                            term.planId(),
                            amount.signum() < 0 ? Kind.REVERSAL : Kind.ACCRUAL,
                            term.from(),
                            term.from(),
                            split.contractId(),
                            part.source().receiptId(),
                            part.source().invoiceId(),
                            split.percent(),
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
     * A contract that was signed comes to another amount now; each seller is given the difference,
     * or gives it back.
     */
    void adjust(Viewer viewer, Source source, BigDecimal amount) {
        long contract = source.id();
        List<ContractSplit> sellers = splits.of(viewer, Set.of(contract));
        Map<Part, BigDecimal> parts = parts(source, amount, sellers);
        Set<Long> people =
                parts.keySet().stream().map(part -> part.split().userId()).collect(toSet());
        Map<Long, Term> terms = termsOf(viewer, people);
        lock(viewer, terms.keySet());
        Map<Long, BigDecimal> booked =
                repository.of(viewer, source).stream()
                        .collect(
                                groupingBy(
                                        CommissionEntry::ownerId,
                                        reducing(
                                                BigDecimal.ZERO,
                                                CommissionEntry::base,
                                                BigDecimal::add)));
        parts.forEach(
                (part, each) -> {
                    Term term = terms.get(part.split().userId());
                    BigDecimal known = booked.get(part.split().userId());
                    // Who had no plan when it was signed is given nothing for it now.
                    if (term != null && known != null) {
                        book(viewer, term, part, each.subtract(known));
                    }
                });
    }

    /**
     * What a source brought to a period that still runs leaves it, tiers and all; what a closed
     * period earned is taken back now, as it was earned.
     */
    void takeBack(Viewer viewer, Source source) {
        List<CommissionEntry> entries = repository.of(viewer, source);
        if (entries.isEmpty()) {
            return;
        }
        lock(viewer, entries.stream().map(CommissionEntry::ownerId).toList());
        Set<Long> used = entries.stream().map(CommissionEntry::planId).collect(toSet());
        Map<Long, Term> terms =
                today(viewer, plans.byIds(viewer, used)).stream()
                        .collect(toMap(Term::planId, Function.identity()));
        record Earned(long owner, long contract, long plan, LocalDate from) {}
        entries.stream()
                .collect(
                        groupingBy(
                                entry ->
                                        new Earned(
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
                                        source,
                                        part.getValue()));
    }

    /** The periods that people's plans are in today; nobody's who is under none. */
    private Map<Long, Term> termsOf(Viewer viewer, Set<Long> people) {
        if (people.isEmpty()) {
            return Map.of();
        }
        Map<Long, CommissionPlan> under =
                plans.on(viewer, people, company.company().dayOf(time.now()));
        Map<Long, Term> terms =
                today(viewer, under.values().stream().distinct().toList()).stream()
                        .collect(toMap(Term::planId, Function.identity()));
        return under.entrySet().stream()
                .collect(
                        toMap(
                                Map.Entry::getKey,
                                each -> Objects.requireNonNull(terms.get(each.getValue().id()))));
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
                                                Objects.requireNonNull(tiers.get(plan.id())),
                                                plan.cap()),
                                        plan.period().firstDay(day),
                                        settings.currency()))
                .toList();
    }

    /** All of one person, contract, plan and period. */
    private void takeBack(Viewer viewer, Term now, Source source, List<CommissionEntry> entries) {
        CommissionEntry first = entries.getFirst();
        if (first.earnedFrom().equals(now.from())) {
            BigDecimal basis =
                    entries.stream()
                            .map(CommissionEntry::base)
                            .reduce(BigDecimal.ZERO, BigDecimal::add);
            var split =
                    new ContractSplit(
                            first.contractId(),
                            first.ownerId(),
                            first.splitPercent(),
                            source.basis());
            book(viewer, now, new Part(split, source), basis.negate());
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
                            entry.invoiceId(),
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
