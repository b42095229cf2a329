package headwater.crm.commission;

import headwater.crm.contract.Contract;
import headwater.crm.contract.ContractFollower;
import headwater.crm.contract.ContractPayments;
import headwater.crm.contract.ContractService;
import headwater.crm.contract.Progress.State;
import headwater.crm.identity.UserService;
import headwater.crm.permission.Action;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Writes;
import headwater.crm.shared.Conflict;
import headwater.crm.shared.NotFound;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.springframework.stereotype.Service;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Who sold a contract: agreed while it is a draft, fixed by its approval. */
@Service
public class SplitService implements ContractFollower {
    private final SplitRepository repository;
    private final ContractService contracts;
    private final ContractPayments payments;
    private final UserService users;
    private final Writes writes;

    SplitService(
            SplitRepository repository,
            ContractService contracts,
            ContractPayments payments,
            UserService users,
            Writes writes) {
        this.repository = repository;
        this.contracts = contracts;
        this.payments = payments;
        this.users = users;
        this.writes = writes;
    }

    /** A part as a caller says it. */
    public record SplitDraft(RecordRef user, BigDecimal percent) {}

    /** Of contracts that the viewer has read already. */
    public List<ContractSplit> of(Viewer viewer, Set<Long> contractIds) {
        return repository.of(viewer, contractIds);
    }

    /**
     * @param drafts none leaves all to the owner
     */
    public Contract set(
            Viewer viewer, long contractId, int expectedVersion, List<SplitDraft> drafts) {
        viewer.require(RecordType.CONTRACT, Action.UPDATE);
        return writes.transactions()
                .write(
                        viewer,
                        () -> {
                            if (contracts.owner(viewer, Action.UPDATE, contractId) == null) {
                                throw new NotFound(RecordType.CONTRACT.encode(contractId));
                            }
                            // Its approval, which fixes the parts, waits for the same lock.
                            Contract contract =
                                    payments.locked(viewer, Set.of(contractId)).getFirst();
                            if (contract.version() != expectedVersion) {
                                throw new Conflict(expectedVersion, contract.version());
                            }
                            var violations = new Violations();
                            if (contract.state() != State.DRAFT) {
                                violations.add(
                                        Code.WRONG_STATE,
                                        "The contract is %s; its splits are agreed while it is a DRAFT."
                                                .formatted(contract.state()),
                                        "id");
                            }
                            List<ContractSplit> splits =
                                    splits(viewer, contractId, drafts, violations);
                            violations.refuse();
                            repository.replace(viewer, contractId, splits);
                            return contracts.get(viewer, contractId);
                        });
    }

    private List<ContractSplit> splits(
            Viewer viewer, long contractId, List<SplitDraft> drafts, Violations violations) {
        List<ContractSplit> splits = new ArrayList<>();
        Set<Long> known = new HashSet<>();
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < drafts.size(); i++) {
            SplitDraft draft = drafts.get(i);
            String[] field = {"splits", Integer.toString(i)};
            violations.invalidIf(
                    draft.percent().signum() <= 0
                            || draft.percent().stripTrailingZeros().scale() > 2,
                    "percent must be above 0, with at most 2 decimals, but is %s."
                            .formatted(draft.percent()),
                    field);
            sum = sum.add(draft.percent());
            Long user =
                    users.find(
                            viewer,
                            draft.user(),
                            violations,
                            "splits",
                            Integer.toString(i),
                            "user");
            if (user != null) {
                violations.invalidIf(
                        !known.add(user), "Nobody has two parts in a contract.", field);
                splits.add(new ContractSplit(contractId, user, draft.percent()));
            }
        }
        violations.invalidIf(drafts.size() > 20, "splits must be at most 20.", "splits");
        violations.invalidIf(
                !drafts.isEmpty() && sum.compareTo(ContractSplit.WHOLE) != 0,
                "The parts add up to %s percent, not to 100.".formatted(sum.toPlainString()),
                "splits");
        return splits;
    }

    @Override
    public void approved(Viewer viewer, Contract contract) {
        if (repository.of(viewer, Set.of(contract.id())).isEmpty()) {
            repository.replace(
                    viewer,
                    contract.id(),
                    List.of(
                            new ContractSplit(
                                    contract.id(), contract.ownerId(), ContractSplit.WHOLE)));
        }
    }
}
