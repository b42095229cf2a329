package headwater.crm.opportunity;

import headwater.crm.approval.Approvable;
import headwater.crm.approval.ApprovalService;
import headwater.crm.approval.Measure;
import headwater.crm.company.CompanyService;
import headwater.crm.opportunity.OpportunityChange.Kind;
import headwater.crm.opportunity.OpportunityWriter.Note;
import headwater.crm.permission.Viewer;
import headwater.crm.pipeline.Pipeline;
import headwater.crm.pipeline.PipelineService;
import headwater.crm.pipeline.Stage;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * How opportunities come into an open stage: at once, or once an approval has agreed; until then
 * they stay where they are. Whoever has the last word moves them.
 */
@Component
class StageEntry implements Approvable {
    private final OpportunityRepository repository;
    private final OpportunityWriter writer;
    private final StageWork work;
    private final PipelineService pipelines;
    private final CompanyService company;
    private final ApprovalService approvals;

    StageEntry(
            OpportunityRepository repository,
            OpportunityWriter writer,
            StageWork work,
            PipelineService pipelines,
            CompanyService company,
            ApprovalService approvals) {
        this.repository = repository;
        this.writer = writer;
        this.work = work;
        this.pipelines = pipelines;
        this.company = company;
        this.approvals = approvals;
    }

    /**
     * @param after as it is in the stage of the note
     */
    void enter(
            Viewer viewer,
            Stage from,
            Opportunity after,
            int expectedVersion,
            Note note,
            Instant at) {
        writer.store(
                viewer, after, expectedVersion, List.of(Kind.STAGE), note, at, company.company());
        work.moved(viewer, after, from, note.stage());
    }

    /**
     * @return whether the move waits for somebody; false when the flow in force asks nobody
     */
    boolean waits(Viewer viewer, Opportunity before, int expectedVersion, Pending pending) {
        repository.whose(viewer, before.id());
        if (!approvals.isNeeded(viewer, type(), before.id())) {
            return false;
        }
        store(viewer, before, expectedVersion, pending);
        return approvals.start(viewer, type(), before.id());
    }

    /** Its mover takes the move back, as long as nobody has said anything. */
    void withdraw(Viewer viewer, Opportunity before, int expectedVersion) {
        repository.whose(viewer, before.id());
        approvals.withdraw(viewer, type(), before.id());
        store(viewer, before, expectedVersion, null);
    }

    private void store(
            Viewer viewer, Opportunity before, int expectedVersion, @Nullable Pending pending) {
        Stage stage = stage(viewer, before, before.stageId());
        writer.store(
                viewer,
                before.waitingFor(pending),
                expectedVersion,
                List.of(),
                new Note(stage, null),
                before.lastChangeAt(),
                company.company());
    }

    @Override
    public RecordType type() {
        return RecordType.OPPORTUNITY;
    }

    @Override
    public String title(Viewer viewer, long id) {
        Opportunity opportunity = get(viewer, id);
        Pending pending = Objects.requireNonNull(opportunity.pending());
        return "%s → %s"
                .formatted(
                        opportunity.name(), stage(viewer, opportunity, pending.stageId()).name());
    }

    @Override
    public Set<Measure> measures() {
        return Set.of(Measure.AMOUNT);
    }

    /** What has no amount yet passes below every figure. */
    @Override
    public Map<Measure, BigDecimal> values(Viewer viewer, long id) {
        BigDecimal amount = get(viewer, id).companyValue();
        return Map.of(Measure.AMOUNT, amount == null ? BigDecimal.ZERO : amount);
    }

    @Override
    public void lock(Viewer viewer, long id) {
        repository.whose(viewer.asSystem(), id);
    }

    @Override
    public void approved(Viewer viewer, long id) {
        Opportunity before = get(viewer, id);
        Pending pending = Objects.requireNonNull(before.pending());
        Pipeline pipeline = pipelines.pipeline(viewer, before.pipelineId());
        Stage from = stage(viewer, before, before.stageId());
        Stage to = stage(viewer, before, pending.stageId());
        if (!StageGates.needsApproval(from, to)) {
            // The pipeline was changed meanwhile: it stands there or beyond, or may go by itself.
            refused(viewer, id, "");
            return;
        }
        var violations = new Violations();
        Instant at = writer.instant(viewer, null, before, violations);
        Opportunity after =
                before.waitingFor(null).movedTo(to, pipeline, at, pending.reason(), violations);
        violations.refuse();
        var judged = new Judgement(pipeline.version(), List.of());
        enter(
                viewer.asSystem(),
                from,
                after,
                before.version(),
                new Note(to, pending.reason(), judged),
                at);
    }

    @Override
    public void refused(Viewer viewer, long id, String reason) {
        Opportunity before = get(viewer, id);
        store(viewer.asSystem(), before, before.version(), null);
    }

    private Stage stage(Viewer viewer, Opportunity opportunity, long stageId) {
        return pipelines.pipeline(viewer, opportunity.pipelineId()).stage(stageId).orElseThrow();
    }

    /** Whoever decides need not be able to change opportunities. */
    private Opportunity get(Viewer viewer, long id) {
        return writer.load(viewer.asSystem(), id);
    }
}
