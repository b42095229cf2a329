package headwater.crm.opportunity;

import headwater.crm.account.AccountService;
import headwater.crm.company.Company;
import headwater.crm.company.CompanyService;
import headwater.crm.contact.ContactService;
import headwater.crm.identity.UserService;
import headwater.crm.opportunity.OpportunityChange.Kind;
import headwater.crm.opportunity.OpportunityWriter.Note;
import headwater.crm.permission.Action;
import headwater.crm.permission.FieldWrites;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.BusinessTime;
import headwater.crm.persistence.Idempotency;
import headwater.crm.persistence.Transactions;
import headwater.crm.pipeline.Pipeline;
import headwater.crm.pipeline.PipelineService;
import headwater.crm.pipeline.Stage;
import headwater.crm.pipeline.Stage.Category;
import headwater.crm.record.Searchable;
import headwater.crm.shared.Connection;
import headwater.crm.shared.Found;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.SearchText;
import headwater.crm.shared.Stamp;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;
import headwater.crm.sharing.Shareable;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Opportunities and their lines. {@link OpportunityUpdateService} changes them, {@link
 * StageService} moves them through their stages.
 */
@Service
public class OpportunityService implements Shareable, Searchable {
    private final OpportunityRepository repository;
    private final OpportunityChangeRepository changes;
    private final OpportunityWriter writer;
    private final LineService lines;
    private final StageGates gates;
    private final StageWork work;
    private final CompanyService company;
    private final UserService users;
    private final AccountService accounts;
    private final ContactService contacts;
    private final PipelineService pipelines;
    private final Transactions transactions;
    private final Idempotency idempotency;
    private final BusinessTime time;

    OpportunityService(
            OpportunityRepository repository,
            OpportunityChangeRepository changes,
            OpportunityWriter writer,
            LineService lines,
            StageGates gates,
            StageWork work,
            CompanyService company,
            UserService users,
            AccountService accounts,
            ContactService contacts,
            PipelineService pipelines,
            Transactions transactions,
            Idempotency idempotency,
            BusinessTime time) {
        this.repository = repository;
        this.changes = changes;
        this.writer = writer;
        this.lines = lines;
        this.gates = gates;
        this.work = work;
        this.company = company;
        this.users = users;
        this.accounts = accounts;
        this.contacts = contacts;
        this.pipelines = pipelines;
        this.transactions = transactions;
        this.idempotency = idempotency;
        this.time = time;
    }

    public Connection<Opportunity> list(Viewer viewer, ListRequest request) {
        return repository.list(viewer, request);
    }

    public List<Opportunity> byIds(Viewer viewer, Set<Long> ids) {
        return repository.byIds(viewer, ids);
    }

    /**
     * Key of the opportunity that the reference names; null, with a violation added, when there is
     * none.
     */
    public @Nullable Long find(
            Viewer viewer, @Nullable RecordRef ref, Violations violations, String... field) {
        return ref == null ? null : repository.find(viewer, ref, violations, field);
    }

    public List<OpportunityLine> lines(Viewer viewer, Set<Long> opportunityIds) {
        return repository.lines(viewer, opportunityIds);
    }

    public List<OpportunityChange> changes(Viewer viewer, Set<Long> opportunityIds) {
        return changes.newest(viewer, opportunityIds);
    }

    @Override
    public List<Found> search(Viewer viewer, SearchText text, int limit) {
        return repository.search(viewer, text, limit);
    }

    /**
     * The keys of an account's open opportunities that belong to one owner and that the viewer may
     * transfer.
     */
    public List<Long> openOfAccount(Viewer viewer, long accountId, long ownerId) {
        return repository.openOfAccount(viewer, accountId, ownerId);
    }

    public Map<String, Long> byExternalIds(Viewer viewer, List<String> externalIds) {
        return repository.byExternalIds(viewer, externalIds);
    }

    @Override
    public RecordType type() {
        return RecordType.OPPORTUNITY;
    }

    @Override
    public @Nullable Long owner(Viewer viewer, Action action, long id) {
        return repository.owner(viewer, action, id);
    }

    public Opportunity create(Viewer viewer, OpportunityDraft draft) {
        viewer.require(RecordType.OPPORTUNITY, Action.CREATE);
        return transactions.write(
                viewer,
                () ->
                        writer.load(
                                viewer,
                                idempotency.once(
                                        viewer,
                                        draft.idempotencyKey(),
                                        "createOpportunity",
                                        draft,
                                        () -> insert(viewer, draft))));
    }

    private long insert(Viewer viewer, OpportunityDraft draft) {
        Company settings = company.company();
        Instant now = time.now();
        Instant at = draft.createdAt() == null ? now : draft.createdAt();
        String currency = Objects.requireNonNullElse(draft.currency(), settings.currency());
        var violations = new Violations();
        draft.validate(violations);
        new FieldWrites(viewer, RecordType.OPPORTUNITY, violations).check(draft);
        time.check(viewer, draft.createdAt(), violations, "createdAt");
        Long owner = users.owner(viewer, RecordType.OPPORTUNITY, draft.owner(), violations);
        Long account = accounts.find(viewer, draft.account(), violations, "account");
        Long contact = contacts.find(viewer, draft.contact(), violations, "contact");
        Pipeline pipeline = pipelines.find(viewer, draft.pipeline(), violations, "pipeline");
        Stage stage = pipeline == null ? null : openStage(pipeline, draft.stage(), violations);
        List<OpportunityLine> sold = lines.resolve(viewer, draft.lines(), currency, violations);
        violations.refuse();
        Stage first = Violations.present(stage);
        BigDecimal value = draft.amount() == null ? LineService.total(sold) : draft.amount();
        var opportunity =
                new Opportunity(
                        0,
                        draft.name(),
                        account,
                        contact,
                        Violations.present(owner),
                        first.pipelineId(),
                        first.id(),
                        Category.OPEN,
                        at,
                        draft.probability() == null ? first.probability() : draft.probability(),
                        draft.probability() == null
                                ? ProbabilitySource.STAGE
                                : ProbabilitySource.MANUAL,
                        Objects.requireNonNullElse(
                                draft.forecastCategory(), first.forecastCategory()),
                        value,
                        currency,
                        company.inCompanyCurrency(settings, value, currency, settings.dayOf(at)),
                        settings.currency(),
                        draft.closeOn(),
                        null,
                        null,
                        null,
                        null,
                        1,
                        at,
                        draft.externalId(),
                        new Stamp(1, at, now, viewer.userId(), now, viewer.userId(), null));
        Judgement judged =
                new StageDecision(viewer, false, null, "stage")
                        .judge(
                                Violations.present(pipeline),
                                gates.checksOfNew(opportunity, first, !sold.isEmpty()),
                                violations);
        violations.refuse();
        Opportunity stored =
                writer.insert(viewer, opportunity, new Note(first, null, judged), settings);
        work.moved(viewer, stored, null, first);
        repository.insertLines(viewer, stored.id(), sold);
        return stored.id();
    }

    public Opportunity delete(Viewer viewer, long id, int expectedVersion) {
        return markDeleted(viewer, id, expectedVersion, Kind.DELETED);
    }

    public Opportunity restore(Viewer viewer, long id, int expectedVersion) {
        return markDeleted(viewer, id, expectedVersion, Kind.RESTORED);
    }

    private Opportunity markDeleted(Viewer viewer, long id, int expectedVersion, Kind kind) {
        viewer.require(RecordType.OPPORTUNITY, Action.DELETE);
        return transactions.write(
                viewer,
                () -> {
                    Opportunity before = writer.load(viewer, id);
                    var violations = new Violations();
                    before.checkNothingPending("deleting", violations);
                    violations.refuse();
                    Stage stage =
                            pipelines
                                    .pipeline(viewer, before.pipelineId())
                                    .stage(before.stageId())
                                    .orElseThrow();
                    writer.markDeleted(
                            viewer, before, expectedVersion, kind, stage, company.company());
                    return writer.load(viewer, id);
                });
    }

    private static @Nullable Stage openStage(
            Pipeline pipeline, @Nullable RecordRef ref, Violations violations) {
        Stage stage = ref == null ? pipeline.first() : pipeline.stage(ref).orElse(null);
        if (stage == null) {
            violations.add(
                    Code.REFERENCE_NOT_FOUND,
                    "Pipeline \"%s\" has no stage %s.".formatted(pipeline.name(), ref),
                    "stage");
        } else if (stage.category() != Category.OPEN) {
            violations.add(Code.INVALID, "An opportunity starts in an open stage.", "stage");
        }
        return stage;
    }
}
