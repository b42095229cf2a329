package headwater.crm.quote;

import headwater.crm.approval.ApprovalService;
import headwater.crm.company.Company;
import headwater.crm.company.CompanyService;
import headwater.crm.followup.Followups;
import headwater.crm.opportunity.OwnerFollower;
import headwater.crm.permission.Action;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Writes;
import headwater.crm.quote.Quote.State;
import headwater.crm.shared.Conflict;
import headwater.crm.shared.NotFound;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Stamp;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;

/** What becomes of a quote once it is written. */
@Service
public class QuoteStateService implements OwnerFollower {
    private final QuoteRepository repository;
    private final ApprovalService approvals;
    private final Followups followups;
    private final CompanyService company;
    private final Writes writes;

    private interface Step {
        void of(Quote quote, Instant now, Violations violations);
    }

    QuoteStateService(
            QuoteRepository repository,
            ApprovalService approvals,
            Followups followups,
            CompanyService company,
            Writes writes) {
        this.repository = repository;
        this.approvals = approvals;
        this.followups = followups;
        this.company = company;
        this.writes = writes;
    }

    /** A draft becomes APPROVED, or IN_APPROVAL if somebody must approve it. */
    public Quote submit(Viewer viewer, long id, int expectedVersion) {
        return step(
                viewer,
                id,
                (quote, now, violations) -> {
                    quote.requireState(violations, "submitting", State.DRAFT);
                    quote.requireComplete(today(now), violations);
                    violations.refuse();
                    repository.locked(viewer, id);
                    boolean waits = approvals.start(viewer, RecordType.QUOTE, id);
                    State to = waits ? State.IN_APPROVAL : State.APPROVED;
                    repository.move(viewer, quote, expectedVersion, to, null, now);
                });
    }

    /** What is submitted and not sent becomes a draft again. */
    public Quote withdraw(Viewer viewer, long id, int expectedVersion) {
        return step(
                viewer,
                id,
                (quote, now, violations) -> {
                    quote.requireState(
                            violations, "withdrawing", State.IN_APPROVAL, State.APPROVED);
                    violations.refuse();
                    repository.locked(viewer, id);
                    approvals.withdraw(viewer, RecordType.QUOTE, id);
                    repository.move(viewer, quote, expectedVersion, State.DRAFT, null, now);
                });
    }

    /**
     * The quote goes to the customer, and never changes again. One that was sent before for the
     * same opportunity is superseded.
     */
    public Quote send(Viewer viewer, long id, int expectedVersion) {
        return step(
                viewer,
                id,
                (quote, now, violations) -> {
                    repository.lockOpportunity(viewer, quote.opportunityId());
                    quote.requireState(violations, "sending", State.APPROVED);
                    quote.requireComplete(today(now), violations);
                    if (repository.active(viewer, quote.opportunityId()) == State.ACCEPTED) {
                        violations.add(
                                Code.WRONG_STATE,
                                "The customer has accepted another quote for this opportunity.",
                                "id");
                    }
                    violations.refuse();
                    repository.supersede(viewer, quote.opportunityId(), now);
                    repository.move(
                            viewer, atRateOf(quote, now), expectedVersion, State.SENT, null, now);
                    if (quote.accountId() != null) {
                        followups.done(viewer, RecordType.ACCOUNT, quote.accountId(), now);
                    }
                });
    }

    /** The customer has decided. */
    public Quote close(
            Viewer viewer, long id, int expectedVersion, State outcome, @Nullable String reason) {
        return step(
                viewer,
                id,
                (quote, now, violations) -> {
                    quote.requireState(violations, "closing", State.SENT);
                    violations.limit(reason, "reason");
                    if (outcome == State.ACCEPTED) {
                        quote.requireValidOn(today(now), violations);
                    } else if (reason == null || reason.isBlank()) {
                        violations.add(Code.REQUIRED, "Say why it was rejected.", "reason");
                    }
                    violations.refuse();
                    repository.move(viewer, quote, expectedVersion, outcome, reason, now);
                });
    }

    /** A new draft with the same number and lines; what was sent stays as it is. */
    public Quote revise(Viewer viewer, long id, int expectedVersion) {
        viewer.require(RecordType.QUOTE, Action.UPDATE);
        return writes.transactions()
                .write(
                        viewer,
                        () -> {
                            Quote quote = get(viewer, id);
                            if (repository.owner(viewer, Action.UPDATE, id) == null) {
                                throw new NotFound(RecordType.QUOTE.encode(id));
                            }
                            if (quote.version() != expectedVersion) {
                                throw new Conflict(expectedVersion, quote.version());
                            }
                            var violations = new Violations();
                            quote.requireState(
                                    violations,
                                    "revising",
                                    State.SENT,
                                    State.REJECTED,
                                    State.EXPIRED,
                                    State.SUPERSEDED);
                            violations.refuse();
                            Instant now = writes.time().now();
                            return get(
                                    viewer,
                                    repository.insert(viewer, revised(viewer, quote, now), now));
                        });
    }

    /** Quotes that were valid until yesterday or earlier expire. How many did. */
    public int expire(Viewer viewer) {
        Instant now = writes.time().now();
        return writes.transactions().write(viewer, () -> repository.expire(today(now), now));
    }

    @Override
    public void ownerChanged(Viewer viewer, long opportunityId, long ownerId, Instant now) {
        repository.give(viewer, opportunityId, ownerId, now);
    }

    private Quote step(Viewer viewer, long id, Step step) {
        viewer.require(RecordType.QUOTE, Action.UPDATE);
        return writes.transactions()
                .write(
                        viewer,
                        () -> {
                            step.of(get(viewer, id), writes.time().now(), new Violations());
                            return get(viewer, id);
                        });
    }

    private Quote revised(Viewer viewer, Quote quote, Instant now) {
        return new QuoteBuilder(quote)
                .revision(repository.lastRevision(viewer, quote.number()) + 1)
                .state(State.DRAFT)
                .validUntil(today(now).plusDays(QuoteService.DAYS_VALID))
                .stamp(Stamp.fresh(now, now, viewer.userId()))
                .build();
    }

    /** The document's day decides the rate. */
    private Quote atRateOf(Quote quote, Instant now) {
        Company settings = company.company();
        return new QuoteBuilder(quote)
                .companyValue(
                        Violations.present(
                                company.inCompanyCurrency(
                                        settings,
                                        quote.value(),
                                        quote.currency(),
                                        settings.dayOf(now))))
                .build();
    }

    private LocalDate today(Instant now) {
        return company.company().dayOf(now);
    }

    private Quote get(Viewer viewer, long id) {
        return repository.byIds(viewer, Set.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound(RecordType.QUOTE.encode(id)));
    }
}
