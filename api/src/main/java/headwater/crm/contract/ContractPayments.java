package headwater.crm.contract;

import headwater.crm.permission.Permission;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Writes;
import headwater.crm.shared.Conflict;
import headwater.crm.shared.NotFound;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.springframework.stereotype.Service;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What is paid of contracts, and what need not be. Their states follow in the same transaction. */
@Service
public class ContractPayments {
    private final ContractRepository repository;
    private final ReminderService reminders;
    private final Writes writes;

    ContractPayments(ContractRepository repository, ReminderService reminders, Writes writes) {
        this.repository = repository;
        this.reminders = reminders;
        this.writes = writes;
    }

    /** Which instalment, and the version of its contract that the caller's decision is based on. */
    public record Which(long instalmentId, int expectedVersion) {}

    /** Keys of the contracts that instalments belong to, by instalment. */
    public Map<Long, Long> contractsOf(Viewer viewer, Set<Long> instalmentIds) {
        return repository.ofInstalments(viewer, instalmentIds);
    }

    /**
     * Those of the contracts that the viewer may see, with their plans; nobody else changes them
     * until the transaction ends. They are locked in the order of their keys.
     */
    public List<Contract> locked(Viewer viewer, Set<Long> contractIds) {
        return repository.locked(viewer, new TreeSet<>(contractIds));
    }

    /**
     * Adds what was paid to instalments of a contract that is locked; less than 0 takes it back.
     */
    public void pay(
            Viewer viewer, Contract contract, Map<Long, BigDecimal> byInstalment, Instant now) {
        Contract after =
                contract.settled(
                        each ->
                                byInstalment.containsKey(each.id())
                                        ? each.plusPaid(byInstalment.get(each.id()))
                                        : each,
                        now);
        repository.update(viewer.asSystem(), after, contract.version(), now);
        reminders.changed(viewer, contract, after, now);
    }

    /**
     * Part of an instalment need not be paid.
     *
     * @throws headwater.crm.shared.Refused EXCEEDS_OPEN_AMOUNT if less than that is open
     */
    public Contract waive(Viewer viewer, Which which, BigDecimal amount, String reason) {
        viewer.require(Permission.RECEIPT_CONFIRM);
        return writes.transactions()
                .write(
                        viewer,
                        () -> {
                            Contract contract = ofInstalment(viewer, which.instalmentId());
                            if (contract.version() != which.expectedVersion()) {
                                throw new Conflict(which.expectedVersion(), contract.version());
                            }
                            Instant now = writes.time().now();
                            Contract after = waived(contract, which, amount, reason, now);
                            repository.update(viewer.asSystem(), after, contract.version(), now);
                            reminders.changed(viewer, contract, after, now);
                            return repository.byIds(viewer, Set.of(contract.id())).getFirst();
                        });
    }

    private static Contract waived(
            Contract contract, Which which, BigDecimal amount, String reason, Instant now) {
        var violations = new Violations();
        if (!contract.state().isPayable()) {
            violations.add(
                    Code.WRONG_STATE,
                    "The contract is %s; nothing is owed yet or any more."
                            .formatted(contract.state()),
                    "id");
        }
        violations.requireText(reason, "reason");
        ContractDraft.validateAmount(amount, violations);
        BigDecimal open =
                contract.instalments().stream()
                        .filter(each -> each.id() == which.instalmentId())
                        .map(Instalment::open)
                        .findFirst()
                        .orElse(BigDecimal.ZERO);
        if (amount.compareTo(open) > 0) {
            violations.add(
                    Code.EXCEEDS_OPEN_AMOUNT,
                    "Of the instalment %s %s are open.".formatted(open, contract.currency()),
                    "amount");
        }
        violations.refuse();
        return contract.settled(
                each -> each.id() == which.instalmentId() ? each.plusWaived(amount, reason) : each,
                now);
    }

    private Contract ofInstalment(Viewer viewer, long instalmentId) {
        Long contractId = contractsOf(viewer, Set.of(instalmentId)).get(instalmentId);
        List<Contract> found = contractId == null ? List.of() : locked(viewer, Set.of(contractId));
        return found.stream()
                .findFirst()
                .orElseThrow(() -> new NotFound(RecordType.INSTALMENT.encode(instalmentId)));
    }
}
