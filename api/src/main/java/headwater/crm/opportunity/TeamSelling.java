package headwater.crm.opportunity;

import headwater.crm.opportunity.Splits.SplitDraft;
import headwater.crm.permission.Action;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Transactions;
import headwater.crm.shared.Conflict;
import headwater.crm.shared.NotFound;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.springframework.stereotype.Service;

import java.util.List;
import java.util.Set;

/** Who sells an opportunity together, as long as it is open. */
@Service
public class TeamSelling {
    private final OpportunitySplitRepository repository;
    private final OpportunityRepository opportunities;
    private final OpportunityWriter writer;
    private final Splits splits;
    private final Transactions transactions;

    TeamSelling(
            OpportunitySplitRepository repository,
            OpportunityRepository opportunities,
            OpportunityWriter writer,
            Splits splits,
            Transactions transactions) {
        this.repository = repository;
        this.opportunities = opportunities;
        this.writer = writer;
        this.splits = splits;
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
                    repository.replace(viewer, id, parts);
                    return opportunity;
                });
    }
}
