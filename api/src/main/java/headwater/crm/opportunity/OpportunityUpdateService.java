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
import headwater.crm.persistence.Transactions;
import headwater.crm.pipeline.Pipeline;
import headwater.crm.pipeline.PipelineService;
import headwater.crm.pipeline.Stage;
import headwater.crm.pipeline.Stage.Category;
import headwater.crm.record.Drafts;
import headwater.crm.shared.Change;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;
import headwater.crm.sharing.Transferable;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Changes what is known of an opportunity, except its stage. */
@Service
public class OpportunityUpdateService implements Transferable {
    private final OpportunityRepository repository;
    private final OpportunityWriter writer;
    private final LineService lines;
    private final CompanyService company;
    private final UserService users;
    private final AccountService accounts;
    private final ContactService contacts;
    private final PipelineService pipelines;
    private final Transactions transactions;

    OpportunityUpdateService(
            OpportunityRepository repository,
            OpportunityWriter writer,
            LineService lines,
            CompanyService company,
            UserService users,
            AccountService accounts,
            ContactService contacts,
            PipelineService pipelines,
            Transactions transactions) {
        this.repository = repository;
        this.writer = writer;
        this.lines = lines;
        this.company = company;
        this.users = users;
        this.accounts = accounts;
        this.contacts = contacts;
        this.pipelines = pipelines;
        this.transactions = transactions;
    }

    @Override
    public RecordType type() {
        return RecordType.OPPORTUNITY;
    }

    @Override
    public void give(Viewer viewer, long id, RecordRef to, @Nullable String reason) {
        int version = writer.load(viewer, id).version();
        update(viewer, id, version, Drafts.setting(Map.of("owner", to)), null, reason);
    }

    /**
     * @param at business instant of the change; now when null
     */
    public Opportunity update(
            Viewer viewer,
            long id,
            int expectedVersion,
            Change<OpportunityDraft> change,
            @Nullable Instant at,
            @Nullable String reason) {
        viewer.require(RecordType.OPPORTUNITY, Action.UPDATE);
        return transactions.write(
                viewer,
                reason,
                () -> {
                    Opportunity before = writer.load(viewer, id);
                    OpportunityDraft known = OpportunityDraft.of(before);
                    OpportunityDraft draft = change.apply().apply(known);
                    Company settings = company.company();
                    Pipeline pipeline = pipelines.pipeline(viewer, before.pipelineId());
                    Stage stage = pipeline.stage(before.stageId()).orElseThrow();
                    var violations = new Violations();
                    draft.validate(violations);
                    new FieldWrites(viewer, RecordType.OPPORTUNITY, violations)
                            .check(change.given(), known, draft);
                    Instant instant = writer.instant(viewer, at, before, violations);
                    String currency =
                            Objects.requireNonNullElse(draft.currency(), before.currency());
                    List<OpportunityLine> sold =
                            lines.resolve(viewer, draft.lines(), currency, violations);
                    var next = new OpportunityBuilder(before);
                    next.name = draft.name();
                    if (!Objects.equals(draft.account(), known.account())) {
                        next.accountId =
                                accounts.find(viewer, draft.account(), violations, "account");
                    }
                    if (!Objects.equals(draft.contact(), known.contact())) {
                        next.contactId =
                                contacts.find(viewer, draft.contact(), violations, "contact");
                    }
                    if (draft.owner() != null && !draft.owner().equals(known.owner())) {
                        Long owner =
                                users.newOwner(
                                        viewer,
                                        RecordType.OPPORTUNITY,
                                        before.ownerId(),
                                        draft.owner(),
                                        violations);
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
                    if (draft.lines() != null || kinds.contains(Kind.AMOUNT)) {
                        before.checkNothingPending("changing its amount", violations);
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
                            new Note(stage, reason),
                            instant,
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
}
