package headwater.crm.payment;

import headwater.crm.contract.Contract;
import headwater.crm.contract.ContractPayments;
import headwater.crm.payment.Allocation.Kind;
import headwater.crm.payment.Receipt.State;
import headwater.crm.permission.Permission;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Writes;
import headwater.crm.shared.Conflict;
import headwater.crm.shared.NotFound;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Confirms receipts, lets them pay instalments, and takes that back. The receipt is locked first,
 * then the contracts in the order of their keys.
 */
@Service
public class ReceiptAllocationService {
    private final ReceiptRepository repository;
    private final AllocationRepository allocations;
    private final ContractPayments payments;
    private final List<ReceiptFollower> followers;
    private final Writes writes;

    ReceiptAllocationService(
            ReceiptRepository repository,
            AllocationRepository allocations,
            ContractPayments payments,
            List<ReceiptFollower> followers,
            Writes writes) {
        this.repository = repository;
        this.allocations = allocations;
        this.payments = payments;
        this.followers = followers;
        this.writes = writes;
    }

    /** Which receipt, and the version that the caller's decision is based on. */
    public record Which(long id, int expectedVersion) {}

    /** What is done with a receipt that is locked; answers what it is then. */
    private interface Step {
        Receipt of(Receipt before, Instant now, Violations violations);
    }

    /**
     * The money is there. Whoever registered the receipt does not say so.
     *
     * @param portions what it pays; null for what is due first
     * @param allowAdvance whether something may be left for the customer
     * @throws headwater.crm.shared.Refused EXCEEDS_OPEN_AMOUNT if more is paid than is open
     */
    public Receipt confirm(
            Viewer viewer, Which which, @Nullable List<Portion> portions, boolean allowAdvance) {
        return step(
                viewer,
                which,
                (before, now, violations) -> {
                    before.requireState(violations, "confirming", State.REGISTERED);
                    requireAnother(viewer, before, violations);
                    violations.refuse();
                    Receipt confirmed =
                            before.with(
                                    before.standing().confirmed(viewer.userId(), now),
                                    before.sum());
                    return allocated(viewer, confirmed, portions, allowAdvance, now);
                });
    }

    /** What is left of a confirmed receipt pays instalments, as far as they are open. */
    public Receipt allocate(Viewer viewer, Which which, @Nullable List<Portion> portions) {
        return step(
                viewer,
                which,
                (before, now, violations) -> {
                    before.requireState(violations, "allocating", State.CONFIRMED);
                    violations.refuse();
                    return allocated(viewer, before, portions, true, now);
                });
    }

    /** The money was not there after all; what it paid is open again. */
    public Receipt reverse(Viewer viewer, Which which, String reason) {
        return step(
                viewer,
                which,
                (before, now, violations) -> {
                    before.requireState(violations, "reversing", State.CONFIRMED);
                    violations.requireText(reason, "reason");
                    violations.refuse();
                    return reversed(viewer, before, reason, now);
                });
    }

    private Receipt allocated(
            Viewer viewer,
            Receipt receipt,
            @Nullable List<Portion> portions,
            boolean allowAdvance,
            Instant now) {
        var violations = new Violations();
        violations.invalidIf(
                portions != null && portions.size() > 500,
                "allocations: at most 500.",
                "allocations");
        violations.refuse();
        List<Contract> locked = payments.locked(viewer, contracts(viewer, receipt, portions));
        var distribution = new Distribution(receipt, locked, violations);
        List<Allocated> entries =
                distribution.checked(
                        portions == null ? distribution.proposed() : portions, allowAdvance);
        violations.refuse();
        allocations.add(viewer, receipt.id(), entries, Kind.ALLOCATION, now);
        pay(viewer, locked, entries, now);
        BigDecimal added =
                entries.stream().map(Allocated::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        Sum sum = receipt.sum();
        Receipt after = receipt.with(receipt.standing(), sum.allocated(sum.allocated().add(added)));
        repository.update(viewer.asSystem(), after, receipt.version(), now);
        followers.forEach(each -> each.confirmed(viewer, after, entries));
        return after;
    }

    /** Those that are named; or else the one that it is meant for, or all of the customer's. */
    private Set<Long> contracts(Viewer viewer, Receipt receipt, @Nullable List<Portion> portions) {
        if (portions != null) {
            Set<Long> instalments =
                    portions.stream().map(Portion::instalmentId).collect(Collectors.toSet());
            return new HashSet<>(payments.contractsOf(viewer, instalments).values());
        }
        Long meant = receipt.contractId();
        return meant != null
                ? Set.of(meant)
                : allocations.openContracts(
                        viewer, receipt.accountId(), receipt.sum().settlementCurrency());
    }

    private Receipt reversed(Viewer viewer, Receipt receipt, String reason, Instant now) {
        List<Allocated> standing = allocations.standing(viewer, receipt.id());
        List<Allocated> counter = standing.stream().map(Allocated::reversed).toList();
        Set<Long> contractIds =
                standing.stream().map(Allocated::contractId).collect(Collectors.toSet());
        // Whoever may reverse need not see them all.
        List<Contract> locked = payments.locked(viewer.asSystem(), contractIds);
        allocations.add(viewer, receipt.id(), counter, Kind.REVERSAL, now);
        pay(viewer, locked, counter, now);
        Receipt after =
                receipt.with(
                        receipt.standing().reversed(viewer.userId(), now, reason),
                        receipt.sum().allocated(BigDecimal.ZERO));
        repository.update(viewer.asSystem(), after, receipt.version(), now);
        followers.forEach(each -> each.reversed(viewer, after, standing));
        return after;
    }

    private void pay(Viewer viewer, List<Contract> locked, List<Allocated> entries, Instant now) {
        for (Contract contract : locked) {
            Map<Long, BigDecimal> byInstalment = new HashMap<>();
            for (Allocated entry : entries) {
                if (entry.contractId() == contract.id()) {
                    byInstalment.merge(entry.instalmentId(), entry.amount(), BigDecimal::add);
                }
            }
            if (!byInstalment.isEmpty()) {
                payments.pay(viewer, contract, byInstalment, now);
            }
        }
    }

    /** Four eyes: not even an administrator confirms what he registered. */
    private static void requireAnother(Viewer viewer, Receipt receipt, Violations violations) {
        if (viewer.userId() != null
                && Objects.equals(receipt.stamp().createdById(), viewer.userId())) {
            violations.add(
                    Code.NOT_PERMITTED,
                    "You registered this receipt yourself; somebody else has to confirm it.",
                    "id");
        }
    }

    private Receipt step(Viewer viewer, Which which, Step step) {
        viewer.require(Permission.RECEIPT_CONFIRM);
        return writes.transactions()
                .write(
                        viewer,
                        () -> {
                            Receipt before = repository.locked(viewer, which.id());
                            if (before == null) {
                                throw new NotFound(RecordType.RECEIPT.encode(which.id()));
                            }
                            if (before.version() != which.expectedVersion()) {
                                throw new Conflict(which.expectedVersion(), before.version());
                            }
                            step.of(before, writes.time().now(), new Violations());
                            return repository.byIds(viewer, Set.of(which.id())).getFirst();
                        });
    }
}
