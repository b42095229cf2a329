package headwater.crm.lead;

import headwater.crm.followup.FollowedRecords;
import headwater.crm.lead.Lead.Stage;
import headwater.crm.lead.LeadChange.Kind;
import headwater.crm.permission.Viewer;
import headwater.crm.pool.HoldingService;
import headwater.crm.shared.RecordType;
import headwater.crm.task.Task;
import headwater.crm.task.Todos;

import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.Set;

/** Keeps followed-up leads out of the pool, and knows that somebody has talked to them. */
@Component
class LeadFollowup extends FollowedRecords<Lead> {
    private final LeadWriter writer;
    private final HoldingService holdings;
    private final Todos todos;

    LeadFollowup(
            LeadRepository repository, LeadWriter writer, HoldingService holdings, Todos todos) {
        super(RecordType.LEAD, repository);
        this.writer = writer;
        this.holdings = holdings;
        this.todos = todos;
    }

    @Override
    protected Whose whose(Lead lead) {
        return new Whose(lead.ownerId(), lead.convertedAccountId());
    }

    @Override
    public void followedUp(Viewer viewer, long id, Instant at) {
        Viewer system = viewer.asSystem();
        Lead before = writer.lock(system, id);
        if (!before.isOpen() || before.ownerId() == null) {
            return;
        }
        Lead after =
                before.heldAs(
                        holdings.followedUp(
                                system, type(), LeadService.fit(before), before.holding(), at));
        todos.close(
                system, type(), id, Set.of(Task.Kind.RECYCLE), Task.Status.DONE, "已跟进 Followed up");
        if (before.stage() == Stage.NEW) {
            Lead contacted = after.contacted(at);
            Instant since = contacted.stageEnteredAt();
            writer.store(system, contacted, before.version(), Kind.STAGE, since, null);
        } else {
            writer.store(system, after, before.version());
        }
    }
}
