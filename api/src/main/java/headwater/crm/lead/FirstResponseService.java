package headwater.crm.lead;

import headwater.crm.assignment.AssignmentService;
import headwater.crm.assignment.Awaited;
import headwater.crm.assignment.Decision;
import headwater.crm.assignment.Enquiry;
import headwater.crm.identity.UserService;
import headwater.crm.lead.LeadChange.Kind;
import headwater.crm.permission.Door;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Writes;
import headwater.crm.pool.Holding;
import headwater.crm.pool.HoldingService;
import headwater.crm.shared.RecordType;
import headwater.crm.task.Task;
import headwater.crm.task.Todo;
import headwater.crm.task.Todos;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Takes leads from owners who have not turned to them within the target of the rule that gave them:
 * the next one gets his chance, and at last the lead goes to its pool and the superior is told. A
 * lead is looked at under its lock, so a follow-up that was committed first keeps it.
 */
@Service
public class FirstResponseService {
    private static final int BATCH = 200;
    private static final String REASON = "RESPONSE";

    private final AssignmentService assignment;
    private final LeadWriter writer;
    private final HoldingService holdings;
    private final UserService users;
    private final Todos todos;
    private final Writes writes;

    FirstResponseService(
            AssignmentService assignment,
            LeadWriter writer,
            HoldingService holdings,
            UserService users,
            Todos todos,
            Writes writes) {
        this.assignment = assignment;
        this.writer = writer;
        this.holdings = holdings;
        this.users = users;
        this.todos = todos;
        this.writes = writes;
    }

    /** Until none is overdue. */
    public void reassign() {
        while (reassignSome() == BATCH) {
            // The next batch is a transaction of its own.
        }
    }

    private int reassignSome() {
        Viewer job = Viewer.system(Door.JOB, "first response " + UUID.randomUUID());
        return writes.transactions()
                .write(
                        job,
                        "first response to leads",
                        () -> {
                            List<Awaited> overdue = assignment.overdue(job, BATCH);
                            overdue.forEach(each -> judge(job, each));
                            return overdue.size();
                        });
    }

    private void judge(Viewer job, Awaited awaited) {
        Lead lead = writer.lock(job, awaited.leadId());
        assignment.settled(job, lead.id());
        if (!isSilent(lead, awaited)) {
            return;
        }
        long owner = awaited.asked().getLast();
        Enquiry enquiry = enquiry(lead, awaited.asked());
        Decision decision = assignment.decideAgain(job, awaited.ruleId(), enquiry);
        if (decision.userId() == null && decision.poolId() == null) {
            decision = decision.into(holdings.poolOf(job, RecordType.LEAD, owner));
        }
        hand(job, lead, decision);
        assignment.record(job, lead.id(), enquiry, decision);
        Long superior = decision.userId() == null ? users.superior(job, owner) : null;
        if (superior != null) {
            todos.raise(job, List.of(todo(lead, superior)));
        }
    }

    /** Whether it is still his to whom the rule gave it, and he has let it lie. */
    private static boolean isSilent(Lead lead, Awaited awaited) {
        Instant followedUp = lead.holding().lastEffectiveFollowupAt();
        return lead.isOpen()
                && lead.stamp().deletedAt() == null
                && Objects.equals(lead.ownerId(), awaited.asked().getLast())
                && (followedUp == null || followedUp.isBefore(awaited.since()));
    }

    private static Enquiry enquiry(Lead lead, List<Long> asked) {
        return new Enquiry(
                lead.sourceId(),
                lead.campaignId(),
                lead.region(),
                lead.industry(),
                lead.grade() == null ? null : lead.grade().name(),
                null,
                null,
                asked);
    }

    /** Without a pool and without anybody else it stays whose it is. */
    private void hand(Viewer job, Lead lead, Decision decision) {
        Instant now = decision.at();
        Holding holding = holding(job, lead, decision, now);
        if (holding == null) {
            return;
        }
        Kind kind = holding.ownerId() == null ? Kind.POOLED : Kind.OWNER;
        writer.store(job, lead.heldAs(holding), lead.version(), kind, now, REASON);
        holdings.changed(job, RecordType.LEAD, lead.id(), holding, now, REASON);
    }

    private @Nullable Holding holding(Viewer job, Lead lead, Decision decision, Instant now) {
        if (decision.userId() != null) {
            return holdings.ofOwner(
                    job, RecordType.LEAD, LeadService.fit(lead), decision.userId(), now);
        }
        return decision.poolId() == null ? null : Holding.ofPool(decision.poolId(), now);
    }

    private static Todo todo(Lead lead, long superior) {
        return new Todo(
                "response:%d:%s".formatted(lead.id(), lead.ownedSince()),
                Task.Kind.FOLLOWUP,
                superior,
                "线索无人及时响应 Nobody has turned to the lead in time: " + lead.name(),
                null,
                RecordType.LEAD,
                lead.id(),
                null,
                false);
    }
}
