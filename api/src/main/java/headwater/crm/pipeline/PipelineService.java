package headwater.crm.pipeline;

import headwater.crm.permission.Permission;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.BusinessTime;
import headwater.crm.persistence.Idempotency;
import headwater.crm.persistence.Transactions;
import headwater.crm.shared.Connection;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.NotFound;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Ways of selling. */
@Service
public class PipelineService {
    /** Why records change that nobody has touched. */
    public static final String CONFIG = "CONFIG";

    private final PipelineRepository repository;
    private final Transactions transactions;
    private final Idempotency idempotency;
    private final BusinessTime time;
    private final List<PipelineFollower> followers;

    PipelineService(
            PipelineRepository repository,
            Transactions transactions,
            Idempotency idempotency,
            BusinessTime time,
            List<PipelineFollower> followers) {
        this.repository = repository;
        this.transactions = transactions;
        this.idempotency = idempotency;
        this.time = time;
        this.followers = followers;
    }

    public Connection<Pipeline> list(Viewer viewer, ListRequest request) {
        return repository.list(viewer, request);
    }

    public List<Pipeline> byIds(Viewer viewer, Set<Long> ids) {
        return repository.byIds(viewer, ids);
    }

    public List<Stage> stagesByIds(Viewer viewer, Set<Long> ids) {
        return repository.stagesByIds(viewer, ids);
    }

    /**
     * @throws NotFound if there is no such pipeline
     */
    public Pipeline pipeline(Viewer viewer, long id) {
        return byIds(viewer, Set.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound(RecordType.PIPELINE.encode(id)));
    }

    /**
     * The pipeline that the reference names, or the default one; null, with a violation added, for
     * none.
     */
    public @Nullable Pipeline find(
            Viewer viewer, @Nullable RecordRef ref, Violations violations, String... field) {
        Long id =
                ref == null
                        ? repository.defaultPipeline(viewer)
                        : repository.find(viewer, ref, violations, field);
        if (id == null && ref == null) {
            violations.add(Code.REQUIRED, "There is no default pipeline, so name one.", field);
        }
        return id == null ? null : pipeline(viewer, id);
    }

    /** For imports. */
    public Map<String, Long> byExternalIds(Viewer viewer, List<String> externalIds) {
        viewer.require(Permission.ADMINISTER);
        return repository.byExternalIds(viewer, externalIds);
    }

    public Pipeline create(Viewer viewer, PipelineDraft draft) {
        viewer.require(Permission.ADMINISTER);
        return transactions.write(
                viewer,
                () ->
                        pipeline(
                                viewer,
                                idempotency.once(
                                        viewer,
                                        draft.idempotencyKey(),
                                        "createPipeline",
                                        draft,
                                        () -> {
                                            PipelineDraft complete = draft.over(null);
                                            var violations = new Violations();
                                            complete.validate(violations);
                                            violations.refuse();
                                            return repository.insert(viewer, complete, time.now());
                                        })));
    }

    /**
     * @param mapping where opportunities go whose stage the pipeline loses
     */
    public Pipeline update(
            Viewer viewer,
            long id,
            int expectedVersion,
            List<StageMapping> mapping,
            UnaryOperator<PipelineDraft> change) {
        viewer.require(Permission.ADMINISTER);
        return transactions.write(
                viewer,
                CONFIG,
                () -> {
                    Pipeline before = pipeline(viewer, id);
                    PipelineDraft after = change.apply(PipelineDraft.of(before)).over(before);
                    var violations = new Violations();
                    after.validate(violations);
                    var retirement =
                            Retirement.of(
                                    before,
                                    after,
                                    mapping,
                                    stage -> standing(viewer, stage),
                                    violations);
                    violations.refuse();
                    repository.update(
                            viewer,
                            before,
                            expectedVersion,
                            after,
                            retirement.successors(),
                            time.now());
                    Pipeline changed = pipeline(viewer, id);
                    retirement
                            .successors()
                            .forEach((stage, name) -> retired(viewer, changed, stage, name));
                    followers.forEach(each -> each.changed(viewer, before, changed));
                    return changed;
                });
    }

    private int standing(Viewer viewer, Stage stage) {
        return followers.stream().mapToInt(each -> each.standing(viewer, stage)).sum();
    }

    private void retired(Viewer viewer, Pipeline pipeline, Stage gone, String successorName) {
        Stage successor = pipeline.stage(new RecordRef(null, null, successorName)).orElseThrow();
        followers.forEach(each -> each.retired(viewer, pipeline, gone, successor));
    }

    public Pipeline delete(Viewer viewer, long id, int expectedVersion) {
        viewer.require(Permission.ADMINISTER);
        return transactions.write(
                viewer,
                () -> {
                    Pipeline before = pipeline(viewer, id);
                    repository.delete(viewer, id, expectedVersion);
                    return before;
                });
    }
}
