package headwater.crm.opportunity;

import headwater.crm.opportunity.Splits.SplitDraft;
import headwater.crm.permission.Action;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Transactions;
import headwater.crm.shared.Conflict;
import headwater.crm.shared.NotFound;
import headwater.crm.shared.RecordKey;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;
import headwater.crm.sharing.Loans;

import org.springframework.stereotype.Service;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Who sells an opportunity together, as long as it is open. */
@Service
public class TeamSelling {
    private final OpportunitySplitRepository repository;
    private final OpportunityRepository opportunities;
    private final OpportunityWriter writer;
    private final Splits splits;
    private final Loans loans;
    private final Transactions transactions;

    TeamSelling(
            OpportunitySplitRepository repository,
            OpportunityRepository opportunities,
            OpportunityWriter writer,
            Splits splits,
            Loans loans,
            Transactions transactions) {
        this.repository = repository;
        this.opportunities = opportunities;
        this.writer = writer;
        this.splits = splits;
        this.loans = loans;
        this.transactions = transactions;
    }

    /** Of opportunities that the viewer has read already. */
    public List<OpportunitySplit> of(Viewer viewer, Set<Long> opportunityIds) {
        return repository.of(viewer, opportunityIds);
    }

    /**
     * @param drafts none leaves all to the owner
     */
    public Opportunity set(Viewer viewer, long id, int expectedVersion, List<SplitDraft> drafts) {
        viewer.require(RecordType.OPPORTUNITY, Action.UPDATE);
        return transactions.write(
                viewer,
                () -> {
                    // Nobody else changes it until the transaction ends.
                    if (opportunities.whose(viewer, id) == null
                            || opportunities.owner(viewer, Action.UPDATE, id) == null) {
                        throw new NotFound(RecordType.OPPORTUNITY.encode(id));
                    }
                    Opportunity opportunity = writer.load(viewer, id);
                    if (opportunity.version() != expectedVersion) {
                        throw new Conflict(expectedVersion, opportunity.version());
                    }
                    var violations = new Violations();
                    if (!opportunity.isOpen()) {
                        violations.add(
                                Code.WRONG_STATE,
                                "The opportunity is closed; its parts stay as they are.",
                                "id");
                    }
                    List<Split> parts = splits.of(viewer, drafts, violations);
                    violations.refuse();
                    List<OpportunitySplit> before = repository.of(viewer, Set.of(id));
                    repository.replace(viewer, id, parts);
                    lend(
                            viewer,
                            opportunity,
                            before.stream()
                                    .map(OpportunitySplit::userId)
                                    .collect(Collectors.toSet()),
                            parts.stream().map(Split::userId).collect(Collectors.toSet()));
                    return opportunity;
                });
    }

    /** Whoever sells it too sees it for as long as he does. */
    private void lend(Viewer viewer, Opportunity opportunity, Set<Long> before, Set<Long> now) {
        var record = new RecordKey(RecordType.OPPORTUNITY, opportunity.id());
        for (long user : now) {
            if (user != opportunity.ownerId() && !before.contains(user)) {
                loans.lend(viewer, record, user);
            }
        }
        for (long user : before) {
            if (!now.contains(user)) {
                loans.takeBack(viewer, record, user);
            }
        }
    }
}
