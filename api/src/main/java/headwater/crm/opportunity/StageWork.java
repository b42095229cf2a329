package headwater.crm.opportunity;

import headwater.crm.calendar.WorkingTime;
import headwater.crm.calendar.WorkingTimes;
import headwater.crm.followup.Followups;
import headwater.crm.identity.UserService;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.BusinessTime;
import headwater.crm.pipeline.Criterion;
import headwater.crm.pipeline.Stage;
import headwater.crm.pipeline.Stage.Category;
import headwater.crm.pipeline.TaskTemplate;
import headwater.crm.shared.RecordType;
import headwater.crm.task.Task;
import headwater.crm.task.Todo;
import headwater.crm.task.Todos;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What there is to do in a stage, from the day that an opportunity comes in until it leaves. */
@Component
class StageWork implements OwnerFollower {
    private final StageStayRepository stays;
    private final OpportunityChangeRepository changes;
    private final StageTaskRepository tasks;
    private final Followups followups;
    private final Todos todos;
    private final UserService users;
    private final WorkingTimes calendars;
    private final BusinessTime time;

    StageWork(
            StageStayRepository stays,
            OpportunityChangeRepository changes,
            StageTaskRepository tasks,
            Followups followups,
            Todos todos,
            UserService users,
            WorkingTimes calendars,
            BusinessTime time) {
        this.stays = stays;
        this.changes = changes;
        this.tasks = tasks;
        this.followups = followups;
        this.todos = todos;
        this.users = users;
        this.calendars = calendars;
        this.time = time;
    }

    /**
     * A pipeline that asks for nothing costs nothing.
     *
     * @param from null for an opportunity that begins
     */
    void moved(Viewer viewer, Opportunity opportunity, @Nullable Stage from, Stage to) {
        moved(viewer, opportunity, from, to, true);
    }

    /**
     * @param bySomebody whether to count it as turning to the customer
     */
    void moved(
            Viewer viewer,
            Opportunity opportunity,
            @Nullable Stage from,
            Stage to,
            boolean bySomebody) {
        if (from != null && from.asksForWork()) {
            todos.close(
                    viewer,
                    RecordType.OPPORTUNITY,
                    opportunity.id(),
                    Set.of(Task.Kind.STAGE, Task.Kind.STAY_LIMIT),
                    Task.Status.CANCELLED,
                    "已离开阶段「%s」 Left the stage".formatted(from.name()));
            stays.end(viewer, opportunity.id());
            if (from.hasTasksDoneByFacts()) {
                tasks.forgetAll(viewer, opportunity.id());
            }
        }
        entered(viewer, opportunity, to);
        Long customer = opportunity.accountId();
        boolean forward =
                bySomebody
                        && from != null
                        && to.ordinal() > from.ordinal()
                        && to.category() != Category.LOST;
        if (customer != null && forward) {
            followups.done(viewer, RecordType.ACCOUNT, customer, time.now());
        }
    }

    /** What the stage asks of the owner is the new owner's to do. */
    @Override
    public void ownerChanged(Viewer viewer, long opportunityId, long ownerId, Instant now) {
        Long former = changes.formerOwner(viewer, opportunityId, ownerId);
        if (former != null) {
            todos.handOver(
                    viewer,
                    RecordType.OPPORTUNITY,
                    opportunityId,
                    Task.Kind.STAGE,
                    former,
                    ownerId);
        }
    }

    private void entered(Viewer viewer, Opportunity opportunity, Stage stage) {
        if (stage.maxStayDays() != null) {
            stays.begin(
                    viewer,
                    opportunity.id(),
                    Stay.days(opportunity.stageEnteredAt(), stage.maxStayDays()));
        }
        List<Todo> work = new ArrayList<>();
        for (int i = 0; i < stage.tasks().size(); i++) {
            work.add(todo(viewer, opportunity, stage, i));
        }
        if (!work.isEmpty()) {
            // Whoever comes back by a detour has not got it done by that.
            todos.raiseAgain(viewer, work);
            tasks.await(viewer, opportunity.id(), doneWhen(opportunity, stage));
        }
    }

    private static Map<String, Criterion> doneWhen(Opportunity opportunity, Stage stage) {
        Map<String, Criterion> criteria = new HashMap<>();
        for (int i = 0; i < stage.tasks().size(); i++) {
            Criterion criterion = stage.tasks().get(i).doneWhen();
            if (criterion != null) {
                criteria.put(key(opportunity, stage, i), criterion);
            }
        }
        return criteria;
    }

    private static String key(Opportunity opportunity, Stage stage, int number) {
        String key = "stage:%d:%d:%d".formatted(opportunity.id(), stage.id(), number);
        return stage.tasks().get(number).repeat()
                ? key + ":" + opportunity.lastChangeSequence()
                : key;
    }

    private Todo todo(Viewer viewer, Opportunity opportunity, Stage stage, int number) {
        TaskTemplate template = stage.tasks().get(number);
        return new Todo(
                key(opportunity, stage, number),
                Task.Kind.STAGE,
                assignee(viewer, opportunity, template),
                template.title(),
                note(template.doneWhen()),
                RecordType.OPPORTUNITY,
                opportunity.id(),
                dueAt(template),
                template.mandatory());
    }

    private long assignee(Viewer viewer, Opportunity opportunity, TaskTemplate template) {
        Long superior =
                template.assignee() == TaskTemplate.Assignee.SUPERIOR
                        ? users.superior(viewer, opportunity.ownerId())
                        : null;
        return Objects.requireNonNullElse(superior, opportunity.ownerId());
    }

    private static @Nullable String note(@Nullable Criterion doneWhen) {
        if (doneWhen == null) {
            return null;
        }
        GateText fact = GateText.of(doneWhen);
        return "满足后自动完成：%s Done by itself: %s".formatted(fact.zh(), fact.en());
    }

    /** The end of the working day. */
    private @Nullable Instant dueAt(TaskTemplate template) {
        Integer days = template.dueDays();
        if (days == null) {
            return null;
        }
        WorkingTime working = calendars.ofCompany();
        return working.addWorkingDays(working.dayOf(time.now()), days)
                .plusDays(1)
                .atStartOfDay(working.zone())
                .toInstant();
    }
}
