package headwater.crm.contract;

import headwater.crm.approval.ApprovalService;
import headwater.crm.contract.ContractStateService.Which;
import headwater.crm.contract.Progress.State;
import headwater.crm.permission.Action;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Writes;
import headwater.crm.shared.Conflict;
import headwater.crm.shared.NotFound;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.springframework.stereotype.Service;

import java.time.Instant;
import java.util.Set;

/** Changes contracts that are approved already, each by an approval of its own. */
@Service
public class AmendmentService {
    private final ContractRepository repository;
    private final AmendmentRepository amendments;
    private final AmendmentAgreement agreement;
    private final ApprovalService approvals;
    private final Writes writes;

    AmendmentService(
            ContractRepository repository,
            AmendmentRepository amendments,
            AmendmentAgreement agreement,
            ApprovalService approvals,
            Writes writes) {
        this.repository = repository;
        this.amendments = amendments;
        this.agreement = agreement;
        this.approvals = approvals;
        this.writes = writes;
    }

    /** Asks for a change; it is made at once if nobody has to agree. */
    public Contract amend(Viewer viewer, Which which, AmendmentDraft draft) {
        viewer.require(RecordType.CONTRACT, Action.UPDATE);
        return writes.transactions()
                .write(
                        viewer,
                        () -> {
                            Contract contract = locked(viewer, which);
                            var violations = new Violations();
                            contract.requireState(
                                    violations,
                                    "amending",
                                    State.APPROVED,
                                    State.SIGNED,
                                    State.IN_PERFORMANCE);
                            if (amendments.pending(viewer, contract.id()) != null) {
                                violations.add(
                                        Code.WRONG_STATE,
                                        "Another amendment waits for approval.",
                                        "id");
                            }
                            Amendment.Terms terms = draft.of(contract, violations);
                            violations.refuse();
                            agreement.planned(viewer, contract, terms);
                            Instant now = writes.time().now();
                            amendments.add(viewer, contract.id(), terms, now);
                            if (!approvals.start(viewer, RecordType.CONTRACT, contract.id())) {
                                agreement.approve(viewer, contract, now);
                            }
                            return repository.byIds(viewer, Set.of(contract.id())).getFirst();
                        });
    }

    /** Takes back an amendment that waits for approval. */
    public Contract withdraw(Viewer viewer, Which which) {
        viewer.require(RecordType.CONTRACT, Action.UPDATE);
        return writes.transactions()
                .write(
                        viewer,
                        () -> {
                            Contract contract = locked(viewer, which);
                            Amendment pending = amendments.pending(viewer, contract.id());
                            var violations = new Violations();
                            if (pending == null) {
                                violations.add(
                                        Code.WRONG_STATE, "No amendment waits for approval.", "id");
                            }
                            violations.refuse();
                            approvals.withdraw(viewer, RecordType.CONTRACT, contract.id());
                            agreement.refuse(viewer, contract.id(), null, writes.time().now());
                            return contract;
                        });
    }

    /** Which the viewer may change, in the version that he knows. */
    private Contract locked(Viewer viewer, Which which) {
        Contract contract = repository.locked(viewer, which.id());
        if (contract == null || repository.owner(viewer, Action.UPDATE, which.id()) == null) {
            throw new NotFound(RecordType.CONTRACT.encode(which.id()));
        }
        if (contract.version() != which.expectedVersion()) {
            throw new Conflict(which.expectedVersion(), contract.version());
        }
        return contract;
    }
}
