package headwater.crm.opportunity;

import headwater.crm.company.Company;
import headwater.crm.company.CompanyService;
import headwater.crm.opportunity.OpportunityChange.Kind;
import headwater.crm.opportunity.OpportunityWriter.Note;
import headwater.crm.outcome.CompetitorService;
import headwater.crm.outcome.LostReasonService;
import headwater.crm.permission.Action;
import headwater.crm.permission.FieldWrites;
import headwater.crm.permission.Permission;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Idempotency;
import headwater.crm.persistence.Transactions;
import headwater.crm.pipeline.Pipeline;
import headwater.crm.pipeline.PipelineService;
import headwater.crm.pipeline.Stage;
import headwater.crm.pipeline.Stage.Category;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Moves opportunities through the stages of their pipeline. */
@Service
public class StageService {
    private final OpportunityWriter writer;
    private final OpportunityChangeRepository changes;
    private final StageGates gates;
    private final StageEntry entry;
    private final StageWork work;
    private final StageTasks tasks;
    private final LostReasonService reasons;
    private final CompetitorService competitors;
    private final CompanyService company;
    private final PipelineService pipelines;
    private final Transactions transactions;
    private final Idempotency idempotency;

    StageService(
            OpportunityWriter writer,
            OpportunityChangeRepository changes,
            StageGates gates,
            StageEntry entry,
            StageWork work,
            StageTasks tasks,
            LostReasonService reasons,
            CompetitorService competitors,
            CompanyService company,
            PipelineService pipelines,
            Transactions transactions,
            Idempotency idempotency) {
        this.writer = writer;
        this.changes = changes;
        this.gates = gates;
        this.entry = entry;
        this.work = work;
        this.tasks = tasks;
        this.reasons = reasons;
        this.competitors = competitors;
        this.company = company;
        this.pipelines = pipelines;
        this.transactions = transactions;
        this.idempotency = idempotency;
    }

    /**
     * @param at business instant; now when null
     */
    public record Move(
            RecordRef stage,
            @Nullable String reason,
            boolean override,
            @Nullable Instant at,
            @Nullable String idempotencyKey) {}

    /**
     * @param outcome WON or LOST
     * @param amount the known one when null
     * @param override whether to go on though stages ask for more
     */
    public record Closing(
            Category outcome,
            @Nullable BigDecimal amount,
            @Nullable String lostReason,
            @Nullable RecordRef competitor,
            boolean override,
            @Nullable String overrideReason,
            @Nullable Instant at,
            @Nullable String idempotencyKey) {

        @Nullable String reason() {
            return override ? overrideReason : lostReason;
        }
    }

    /**
     * @param closeOn the new expected close date
     */
    public record Reopening(
            LocalDate closeOn,
            String reason,
            @Nullable Instant at,
            @Nullable String idempotencyKey) {}

    public Opportunity move(Viewer viewer, long id, int expectedVersion, Move move) {
        return change(
                viewer,
                id,
                move.idempotencyKey(),
                "moveStage",
                List.of(id, expectedVersion, move),
                move.reason(),
                () -> {
                    Opportunity before = writer.load(viewer, id);
                    Pipeline pipeline = pipelines.pipeline(viewer, before.pipelineId());
                    Stage stage = StageGuideService.stage(pipeline, move.stage());
                    var violations = new Violations();
                    writes(viewer, violations).require("stage");
                    Instant at = writer.instant(viewer, move.at(), before, violations);
                    Opportunity after =
                            before.movedTo(stage, pipeline, at, move.reason(), violations);
                    Stage from = pipeline.stage(before.stageId()).orElseThrow();
                    boolean asks = StageGates.needsApproval(from, stage);
                    tasks.close(viewer, before, from);
                    List<GateCheck> checks =
                            new ArrayList<>(gates.checks(viewer, before, before, pipeline, stage));
                    if (asks && move.override()) {
                        checks.add(StageGates.agreement(stage));
                    }
                    Judgement judged =
                            new StageDecision(viewer, move.override(), move.reason(), "reason")
                                    .judge(pipeline, checks, violations);
                    violations.refuse();
                    var pending = new Pending(stage.id(), move.reason());
                    if (!asks
                            || move.override()
                            || !entry.waits(viewer, before, expectedVersion, pending)) {
                        var note = new Note(stage, move.reason(), judged);
                        entry.enter(viewer, from, after, expectedVersion, note, at);
                    }
                });
    }

    /** What waits for an approval to come into another stage stays where it is. */
    public Opportunity withdraw(Viewer viewer, long id, int expectedVersion) {
        return change(
                viewer,
                id,
                null,
                "withdrawStageMove",
                List.of(),
                null,
                () -> {
                    Opportunity before = writer.load(viewer, id);
                    var violations = new Violations();
                    if (before.pending() == null) {
                        violations.add(
                                Code.WRONG_STATE,
                                "No move of the opportunity waits for an approval.",
                                "id");
                    }
                    writes(viewer, violations).require("stage");
                    violations.refuse();
                    entry.withdraw(viewer, before, expectedVersion);
                });
    }

    public Opportunity close(Viewer viewer, long id, int expectedVersion, Closing closing) {
        return change(
                viewer,
                id,
                closing.idempotencyKey(),
                "closeOpportunity",
                List.of(id, expectedVersion, closing),
                closing.reason(),
                () -> {
                    Opportunity before = writer.load(viewer, id);
                    Pipeline pipeline = pipelines.pipeline(viewer, before.pipelineId());
                    Stage end = pipeline.terminal(closing.outcome());
                    Company settings = company.company();
                    var violations = new Violations();
                    writes(viewer, violations).require("stage");
                    if (closing.amount() != null) {
                        writes(viewer, violations).require("amount");
                    }
                    if (closing.lostReason() != null) {
                        writes(viewer, violations).require("lostReason");
                    }
                    if (closing.competitor() != null) {
                        writes(viewer, violations).require("competitor");
                    }
                    String lost = closing.lostReason();
                    // The system's own reasons are in nobody's list.
                    if (lost != null
                            && closing.outcome() == Category.LOST
                            && viewer.userId() != null) {
                        reasons.require(viewer, lost, violations, "lostReason");
                    }
                    Long competitor =
                            competitors.find(
                                    viewer, closing.competitor(), violations, "competitor");
                    Instant at = writer.instant(viewer, closing.at(), before, violations);
                    LocalDate day = settings.dayOf(at);
                    BigDecimal value = closing.amount() == null ? before.value() : closing.amount();
                    BigDecimal companyValue =
                            company.inCompanyCurrency(settings, value, before.currency(), day);
                    Opportunity after =
                            before.closedAs(
                                    end,
                                    at,
                                    day,
                                    value,
                                    companyValue,
                                    lost,
                                    competitor,
                                    violations);
                    tasks.close(viewer, before, pipeline.stage(before.stageId()).orElseThrow());
                    Judgement judged =
                            new StageDecision(
                                            viewer,
                                            closing.override(),
                                            closing.overrideReason(),
                                            "overrideReason")
                                    .judge(
                                            pipeline,
                                            gates.checks(viewer, before, after, pipeline, end),
                                            violations);
                    violations.refuse();
                    writer.store(
                            viewer,
                            after,
                            expectedVersion,
                            List.of(Kind.CLOSED),
                            new Note(end, closing.reason(), judged),
                            at,
                            settings);
                    work.moved(viewer, after, pipeline.stage(before.stageId()).orElseThrow(), end);
                });
    }

    public Opportunity reopen(Viewer viewer, long id, int expectedVersion, Reopening reopening) {
        return change(
                viewer,
                id,
                reopening.idempotencyKey(),
                "reopenOpportunity",
                List.of(id, expectedVersion, reopening),
                reopening.reason(),
                () -> {
                    Opportunity before = writer.load(viewer, id);
                    Pipeline pipeline = pipelines.pipeline(viewer, before.pipelineId());
                    Long lastOpen = changes.lastOpenStage(viewer, id);
                    Stage stage =
                            lastOpen == null
                                    ? pipeline.first()
                                    : pipeline.stage(lastOpen).orElse(pipeline.first());
                    Company settings = company.company();
                    var violations = new Violations();
                    violations.requireText(reopening.reason(), "reason");
                    if (!viewer.may(Permission.OPPORTUNITY_REOPEN)) {
                        violations.add(
                                Code.NOT_PERMITTED,
                                "To reopen an opportunity needs "
                                        + Permission.OPPORTUNITY_REOPEN
                                        + ".",
                                "id");
                    }
                    writes(viewer, violations).require("stage", "closeOn");
                    Instant at = writer.instant(viewer, reopening.at(), before, violations);
                    Opportunity after =
                            before.reopenedIn(
                                    stage, at, settings.dayOf(at), reopening.closeOn(), violations);
                    violations.refuse();
                    writer.store(
                            viewer,
                            after,
                            expectedVersion,
                            List.of(Kind.REOPENED),
                            new Note(stage, reopening.reason()),
                            at,
                            settings);
                    work.moved(viewer, after, null, stage);
                });
    }

    private static FieldWrites writes(Viewer viewer, Violations violations) {
        return new FieldWrites(viewer, RecordType.OPPORTUNITY, violations);
    }

    private Opportunity change(
            Viewer viewer,
            long id,
            @Nullable String idempotencyKey,
            String mutation,
            List<Object> input,
            @Nullable String reason,
            Runnable work) {
        viewer.require(RecordType.OPPORTUNITY, Action.UPDATE);
        return transactions.write(
                viewer,
                reason,
                () -> {
                    idempotency.once(
                            viewer,
                            idempotencyKey,
                            mutation,
                            input,
                            () -> {
                                work.run();
                                return id;
                            });
                    return writer.load(viewer, id);
                });
    }
}
