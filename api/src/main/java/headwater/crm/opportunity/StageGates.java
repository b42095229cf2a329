package headwater.crm.opportunity;

import headwater.crm.company.CompanyService;
import headwater.crm.opportunity.GateCheck.Phase;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.BusinessTime;
import headwater.crm.pipeline.Criterion;
import headwater.crm.pipeline.Pipeline;
import headwater.crm.pipeline.Stage;
import headwater.crm.pipeline.Stage.Category;
import headwater.crm.pipeline.TaskTemplate;
import headwater.crm.shared.RecordType;
import headwater.crm.task.Task;
import headwater.crm.task.Todos;

import org.springframework.stereotype.Component;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the stages between here and there ask of an opportunity, and whether it is so. */
@Component
class StageGates {
    private final GateEvidenceRepository evidence;
    private final StageTasks tasks;
    private final Todos todos;
    private final CompanyService company;
    private final BusinessTime time;

    StageGates(
            GateEvidenceRepository evidence,
            StageTasks tasks,
            Todos todos,
            CompanyService company,
            BusinessTime time) {
        this.evidence = evidence;
        this.tasks = tasks;
        this.todos = todos;
        this.company = company;
        this.time = time;
    }

    /**
     * Of an open opportunity. A lost one has only the end's own entry before it, a move backward
     * only the pipeline's leave. Nothing is read when nothing is asked.
     *
     * @param asItWillBe the amount and close date that are judged
     */
    List<GateCheck> checks(
            Viewer viewer,
            Opportunity before,
            Opportunity asItWillBe,
            Pipeline pipeline,
            Stage to) {
        Stage from = pipeline.stage(before.stageId()).orElseThrow();
        List<GateCheck> checks = new ArrayList<>();
        if (!before.isOpen() || from.equals(to)) {
            return checks;
        }
        if (to.category() == Category.OPEN && to.ordinal() < from.ordinal()) {
            if (!pipeline.backwardAllowed()) {
                checks.add(
                        new GateCheck(
                                to,
                                Phase.MOVE,
                                "this pipeline does not go backward",
                                "该流程不允许回退",
                                false));
            }
            return checks;
        }
        if (to.category() != Category.LOST && hasMandatory(from)) {
            Set<Long> done = tasks.done(viewer, before, from);
            todos.open(viewer, RecordType.OPPORTUNITY, before.id()).stream()
                    .filter(task -> task.kind() == Task.Kind.STAGE && task.mandatory())
                    .filter(task -> !done.contains(task.id()))
                    .forEach(
                            task ->
                                    checks.add(
                                            new GateCheck(
                                                    from,
                                                    Phase.EXIT,
                                                    "get task \"%s\" done"
                                                            .formatted(task.subject()),
                                                    "完成任务「%s」".formatted(task.subject()),
                                                    false)));
        }
        List<Asked> asked = asked(pipeline, from, to, checks);
        if (!asked.isEmpty()) {
            GateEvidence known = evidence.of(viewer, before.id());
            asked.forEach(each -> checks.add(check(each, asItWillBe, known)));
        }
        return checks;
    }

    /** Of an opportunity that is about to begin in a stage. */
    List<GateCheck> checksOfNew(Opportunity opportunity, Stage stage, boolean hasLines) {
        List<GateCheck> checks = new ArrayList<>();
        if (!stage.createAllowed()) {
            checks.add(
                    new GateCheck(
                            stage, Phase.MOVE, "no opportunity begins here", "商机不能从该阶段创建", false));
        }
        GateEvidence known = GateEvidence.ofNew(hasLines);
        stage.entryCriteria()
                .forEach(
                        criterion ->
                                checks.add(
                                        check(
                                                new Asked(stage, Phase.ENTRY, criterion),
                                                opportunity,
                                                known)));
        return checks;
    }

    private record Asked(Stage stage, Phase phase, Criterion criterion) {}

    private static List<Asked> asked(
            Pipeline pipeline, Stage from, Stage to, List<GateCheck> checks) {
        List<Asked> asked = new ArrayList<>();
        if (to.category() != Category.LOST) {
            from.exitCriteria().forEach(each -> asked.add(new Asked(from, Phase.EXIT, each)));
            for (Stage between : pipeline.between(from, to)) {
                if (!pipeline.skipAllowed()) {
                    checks.add(
                            new GateCheck(
                                    between,
                                    Phase.MOVE,
                                    "this stage is not skipped",
                                    "该阶段不能跳过",
                                    false));
                }
                if (between.approvalOnEntry()) {
                    checks.add(agreement(between));
                }
                between.entryCriteria()
                        .forEach(each -> asked.add(new Asked(between, Phase.ENTRY, each)));
                between.exitCriteria()
                        .forEach(each -> asked.add(new Asked(between, Phase.EXIT, each)));
            }
        }
        to.entryCriteria().forEach(each -> asked.add(new Asked(to, Phase.ENTRY, each)));
        return asked;
    }

    /** Whether somebody has to agree before an opportunity comes from one stage into another. */
    static boolean needsApproval(Stage from, Stage to) {
        return to.approvalOnEntry() && to.ordinal() > from.ordinal();
    }

    /** Missing, for whoever passes by a stage or comes into it without asking. */
    static GateCheck agreement(Stage stage) {
        return new GateCheck(
                stage, Phase.ENTRY, "an approval; move there first", "须经审批进入该阶段", false);
    }

    private static boolean hasMandatory(Stage stage) {
        return stage.tasks().stream().anyMatch(TaskTemplate::mandatory);
    }

    private LocalDate today() {
        return company.company().dayOf(time.now());
    }

    private GateCheck check(Asked asked, Opportunity opportunity, GateEvidence known) {
        Criterion criterion = asked.criterion();
        GateText text = GateText.of(criterion);
        return new GateCheck(
                asked.stage(),
                asked.phase(),
                text.en(),
                text.zh(),
                known.meets(criterion, opportunity, this::today));
    }
}
