package headwater.crm.opportunity;

import headwater.crm.company.CompanyService;
import headwater.crm.opportunity.StageTaskRepository.Waiting;
import headwater.crm.permission.Door;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Writes;
import headwater.crm.pipeline.Stage;
import headwater.crm.task.Todos;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Gets tasks of stages done by the facts that they wait for: before a move is judged, and within
 * half a minute of whatever brought the facts about.
 */
@Component
class StageTasks {
    private static final int BATCH = 500;

    private final StageTaskRepository repository;
    private final OpportunityRepository opportunities;
    private final GateEvidenceRepository evidence;
    private final Todos todos;
    private final CompanyService company;
    private final Writes writes;

    StageTasks(
            StageTaskRepository repository,
            OpportunityRepository opportunities,
            GateEvidenceRepository evidence,
            Todos todos,
            CompanyService company,
            Writes writes) {
        this.repository = repository;
        this.opportunities = opportunities;
        this.evidence = evidence;
        this.todos = todos;
        this.company = company;
        this.writes = writes;
    }

    /** Open tasks of an opportunity in a stage that are as good as done. */
    Set<Long> done(Viewer viewer, Opportunity opportunity, Stage stage) {
        if (!stage.hasTasksDoneByFacts()) {
            return Set.of();
        }
        return done(viewer, repository.of(viewer, opportunity.id())).stream()
                .map(Waiting::taskId)
                .collect(Collectors.toSet());
    }

    /** Closes what is as good as done of one opportunity that stands in a stage. */
    void close(Viewer viewer, Opportunity opportunity, Stage stage) {
        if (stage.hasTasksDoneByFacts()) {
            close(viewer, done(viewer, repository.of(viewer, opportunity.id())));
        }
    }

    /** Closes what is as good as done of all. */
    void closeAll() {
        Waiting last = null;
        do {
            last = closeSome(last);
        } while (last != null);
    }

    /**
     * @return null when none is left
     */
    private @Nullable Waiting closeSome(@Nullable Waiting after) {
        Viewer job = Viewer.system(Door.JOB, "tasks done by facts " + UUID.randomUUID());
        List<Waiting> some = repository.next(job, after, BATCH);
        List<Waiting> done = done(job, some);
        if (!done.isEmpty()) {
            writes.transactions()
                    .write(
                            job,
                            "tasks of stages done by facts",
                            () -> {
                                close(job, done);
                                return done;
                            });
        }
        return some.size() < BATCH ? null : some.getLast();
    }

    private void close(Viewer viewer, List<Waiting> done) {
        for (Waiting task : done) {
            GateText fact = GateText.of(task.doneWhen());
            todos.done(viewer, task.taskId(), fact.zh() + " " + fact.en());
            repository.forget(viewer, task);
        }
    }

    private List<Waiting> done(Viewer viewer, List<Waiting> waiting) {
        if (waiting.isEmpty()) {
            return waiting;
        }
        Viewer system = viewer.asSystem();
        Set<Long> ids = waiting.stream().map(Waiting::opportunityId).collect(Collectors.toSet());
        Map<Long, GateEvidence> known = evidence.of(system, ids);
        Map<Long, Opportunity> those =
                opportunities.byIds(system, ids).stream()
                        .collect(Collectors.toMap(Opportunity::id, each -> each));
        LocalDate today = company.company().dayOf(writes.time().now());
        return waiting.stream()
                .filter(
                        task -> {
                            Opportunity opportunity = those.get(task.opportunityId());
                            GateEvidence evident = known.get(task.opportunityId());
                            return opportunity != null
                                    && evident != null
                                    && opportunity.isOpen()
                                    && evident.meets(task.doneWhen(), opportunity, () -> today);
                        })
                .toList();
    }
}
