package headwater.crm.commission;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import headwater.crm.commission.CommissionPlan.Basis;
import headwater.crm.company.CompanyService;
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

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who sold a contract: agreed while it is a draft, fixed by its approval. */
@Service
public class SplitService implements ContractFollower {
    private final SplitRepository repository;
    private final CommissionPlanRepository plans;
    private final CompanyService company;
    private final ContractService contracts;
    private final ContractPayments payments;
    private final Splits splits;
    private final TeamSelling teams;
    private final Writes writes;

    SplitService(
            SplitRepository repository,
            CommissionPlanRepository plans,
            CompanyService company,
            ContractService contracts,
            ContractPayments payments,
            Splits splits,
            TeamSelling teams,
            Writes writes) {
        this.repository = repository;
        this.plans = plans;
        this.company = company;
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
        List<Long> sellers =
                repository.of(viewer, Set.of(contract.id())).stream()
                        .map(ContractSplit::userId)
                        .toList();
        if (sellers.isEmpty()) {
            List<Split> parts = inherited(viewer, contract);
            repository.replace(viewer, contract.id(), parts);
            sellers = parts.stream().map(Split::userId).toList();
        }
        fixBasis(viewer, contract, sellers);
    }

    /** Who is under no plan is paid for receipts, if he is under one by then. */
    private void fixBasis(Viewer viewer, Contract contract, List<Long> sellers) {
        LocalDate today = company.company().dayOf(writes.time().now());
        plans.on(viewer, sellers, today).entrySet().stream()
                .filter(plan -> plan.getValue().basis() != Basis.RECEIPT_CONFIRMED)
                .collect(
                        groupingBy(
                                plan -> plan.getValue().basis(),
                                mapping(Map.Entry::getKey, toList())))
                .forEach((basis, those) -> repository.payBy(viewer, contract.id(), basis, those));
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
