package headwater.crm.opportunity;

import headwater.crm.account.AccountService;
import headwater.crm.company.Company;
import headwater.crm.company.CompanyService;
import headwater.crm.contact.ContactService;
import headwater.crm.identity.UserService;
import headwater.crm.opportunity.OpportunityChange.Kind;
import headwater.crm.permission.Permission;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.BusinessTime;
import headwater.crm.persistence.Idempotency;
import headwater.crm.persistence.Transactions;
import headwater.crm.pipeline.Pipeline;
import headwater.crm.pipeline.PipelineService;
import headwater.crm.pipeline.Stage;
import headwater.crm.pipeline.Stage.Category;
import headwater.crm.shared.Connection;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.Stamp;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Opportunities and their lines; {@link StageService} moves them through their stages. */
@Service
public class OpportunityService {
    private final OpportunityRepository repository;
    private final OpportunityChangeRepository changes;
    private final OpportunityWriter writer;
    private final LineService lines;
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

    public List<OpportunityLine> lines(Viewer viewer, Set<Long> opportunityIds) {
        return repository.lines(viewer, opportunityIds);
    }

    public List<OpportunityChange> changes(Viewer viewer, Set<Long> opportunityIds) {
        return changes.newest(viewer, opportunityIds);
    }

    public Map<String, Long> byExternalIds(Viewer viewer, List<String> externalIds) {
        return repository.byExternalIds(viewer, externalIds);
    }

    public Opportunity create(Viewer viewer, OpportunityDraft draft) {
        viewer.require(Permission.RECORD_WRITE);
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
        time.check(viewer, draft.createdAt(), violations, "createdAt");
        Long owner = users.owner(viewer, draft.owner(), violations);
        Long account = account(viewer, draft, violations);
        Long contact = contact(viewer, draft, violations);
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
                        1,
                        at,
                        draft.externalId(),
                        new Stamp(1, at, now, viewer.userId(), now, viewer.userId(), null));
        Opportunity stored = writer.insert(viewer, opportunity, first, settings);
        repository.insertLines(viewer, stored.id(), sold);
        return stored.id();
    }

    /**
     * @param at business instant of the change; now when null
     */
    public Opportunity update(
            Viewer viewer,
            long id,
            int expectedVersion,
            UnaryOperator<OpportunityDraft> change,
            @Nullable Instant at,
            @Nullable String reason) {
        viewer.require(Permission.RECORD_WRITE);
        return transactions.write(
                viewer,
                reason,
                () -> {
                    Opportunity before = writer.load(viewer, id);
                    OpportunityDraft known = OpportunityDraft.of(before);
                    OpportunityDraft draft = change.apply(known);
                    Company settings = company.company();
                    Pipeline pipeline = pipelines.pipeline(viewer, before.pipelineId());
                    Stage stage = pipeline.stage(before.stageId()).orElseThrow();
                    var violations = new Violations();
                    draft.validate(violations);
                    Instant instant = writer.instant(viewer, at, before, violations);
                    String currency =
                            Objects.requireNonNullElse(draft.currency(), before.currency());
                    List<OpportunityLine> sold =
                            lines.resolve(viewer, draft.lines(), currency, violations);
                    var next = new OpportunityBuilder(before);
                    next.name = draft.name();
                    if (!Objects.equals(draft.account(), known.account())) {
                        next.accountId = account(viewer, draft, violations);
                    }
                    if (!Objects.equals(draft.contact(), known.contact())) {
                        next.contactId = contact(viewer, draft, violations);
                    }
                    if (draft.owner() != null && !draft.owner().equals(known.owner())) {
                        Long owner = users.owner(viewer, draft.owner(), violations);
                        next.ownerId = owner == null ? before.ownerId() : owner;
                    }
                    boolean amountGiven = !Objects.equals(draft.amount(), known.amount());
                    next.value =
                            draft.lines() != null && !amountGiven
                                    ? LineService.total(sold)
                                    : draft.amount();
                    next.currency = currency;
                    next.closeOn = draft.closeOn();
                    setProbability(next, draft, stage);
                    next.forecastCategory =
                            Objects.requireNonNullElse(
                                    draft.forecastCategory(), stage.forecastCategory());
                    List<Kind> kinds = kinds(before, next);
                    if (!before.isOpen()) {
                        keepsResult(kinds, draft, violations);
                    }
                    if (!kinds.isEmpty()) {
                        before.checkOrder(instant, violations);
                    }
                    violations.refuse();
                    if (kinds.contains(Kind.AMOUNT)) {
                        next.companyValue =
                                company.inCompanyCurrency(
                                        settings,
                                        next.value,
                                        next.currency,
                                        settings.dayOf(instant));
                    }
                    writer.store(
                            viewer,
                            next.build(),
                            expectedVersion,
                            kinds,
                            stage,
                            instant,
                            reason,
                            settings);
                    if (draft.lines() != null) {
                        repository.replaceLines(viewer, id, sold);
                    }
                    return writer.load(viewer, id);
                });
    }

    private static void setProbability(
            OpportunityBuilder next, OpportunityDraft draft, Stage stage) {
        if (next.stageCategory != Category.OPEN) {
            return;
        }
        if (draft.probability() == null) {
            next.probability = stage.probability();
            next.probabilitySource = ProbabilitySource.STAGE;
        } else if (draft.probability() != next.probability
                || next.probabilitySource == ProbabilitySource.STAGE) {
            next.probability = draft.probability();
            next.probabilitySource = ProbabilitySource.MANUAL;
        }
    }

    /** What of the business-relevant values differs. */
    private static List<Kind> kinds(Opportunity before, OpportunityBuilder next) {
        List<Kind> kinds = new ArrayList<>();
        if (next.ownerId != before.ownerId()) {
            kinds.add(Kind.OWNER);
        }
        boolean sameValue =
                next.value == null
                        ? before.value() == null
                        : before.value() != null && next.value.compareTo(before.value()) == 0;
        if (!sameValue || !next.currency.equals(before.currency())) {
            kinds.add(Kind.AMOUNT);
        }
        if (!Objects.equals(next.closeOn, before.closeOn())) {
            kinds.add(Kind.CLOSE_DATE);
        }
        if (next.probability != before.probability()) {
            kinds.add(Kind.PROBABILITY);
        }
        if (next.forecastCategory != before.forecastCategory()) {
            kinds.add(Kind.FORECAST_CATEGORY);
        }
        return kinds;
    }

    /** What was reported as won or lost stays as it was reported. */
    private static void keepsResult(
            List<Kind> kinds, OpportunityDraft draft, Violations violations) {
        if (draft.lines() != null
                || kinds.contains(Kind.AMOUNT)
                || kinds.contains(Kind.CLOSE_DATE)
                || kinds.contains(Kind.FORECAST_CATEGORY)) {
            violations.add(
                    Code.WRONG_STATE,
                    "A closed opportunity keeps its amount, lines, close date and forecast category; reopen it first.");
        }
    }

    public Opportunity delete(Viewer viewer, long id, int expectedVersion) {
        return markDeleted(viewer, id, expectedVersion, Kind.DELETED);
    }

    public Opportunity restore(Viewer viewer, long id, int expectedVersion) {
        return markDeleted(viewer, id, expectedVersion, Kind.RESTORED);
    }

    private Opportunity markDeleted(Viewer viewer, long id, int expectedVersion, Kind kind) {
        viewer.require(Permission.RECORD_WRITE);
        return transactions.write(
                viewer,
                () -> {
                    Opportunity before = writer.load(viewer, id);
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

    private @Nullable Long account(Viewer viewer, OpportunityDraft draft, Violations violations) {
        return draft.account() == null
                ? null
                : accounts.find(viewer, draft.account(), violations, "account");
    }

    private @Nullable Long contact(Viewer viewer, OpportunityDraft draft, Violations violations) {
        return draft.contact() == null
                ? null
                : contacts.find(viewer, draft.contact(), violations, "contact");
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
