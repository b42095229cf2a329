package headwater.crm.commission;

import headwater.crm.contract.Contract;
import headwater.crm.contract.ContractFollower;
import headwater.crm.contract.ContractPayments;
import headwater.crm.contract.ContractService;
import headwater.crm.contract.Progress.State;
import headwater.crm.opportunity.Split;
import headwater.crm.opportunity.Splits;
import headwater.crm.opportunity.Splits.SplitDraft;
import headwater.crm.opportunity.TeamSelling;
import headwater.crm.permission.Action;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Writes;
import headwater.crm.shared.Conflict;
import headwater.crm.shared.NotFound;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.springframework.stereotype.Service;

import java.util.List;
import java.util.Set;

/** Who sold a contract: agreed while it is a draft, fixed by its approval. */
@Service
public class SplitService implements ContractFollower {
    private final SplitRepository repository;
    private final ContractService contracts;
    private final ContractPayments payments;
    private final Splits splits;
    private final TeamSelling teams;
    private final Writes writes;

    SplitService(
            SplitRepository repository,
            ContractService contracts,
            ContractPayments payments,
            Splits splits,
            TeamSelling teams,
            Writes writes) {
        this.repository = repository;
        this.contracts = contracts;
        this.payments = payments;
        this.splits = splits;
        this.teams = teams;
        this.writes = writes;
    }

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
                            List<Split> parts = splits.of(viewer, drafts, violations);
                            violations.refuse();
                            repository.replace(viewer, contractId, parts);
                            return contracts.get(viewer, contractId);
                        });
    }

    @Override
    public void approved(Viewer viewer, Contract contract) {
        if (repository.of(viewer, Set.of(contract.id())).isEmpty()) {
            repository.replace(viewer, contract.id(), inherited(viewer, contract));
        }
    }

    /** Those of the opportunity, or all for the owner. */
    private List<Split> inherited(Viewer viewer, Contract contract) {
        Long opportunity = contract.opportunityId();
        List<Split> parts =
                opportunity == null
                        ? List.of()
                        : teams.of(viewer, Set.of(opportunity)).stream()
                                .map(each -> new Split(each.userId(), each.percent()))
                                .toList();
        return parts.isEmpty() ? List.of(new Split(contract.ownerId(), Split.WHOLE)) : parts;
    }
}
