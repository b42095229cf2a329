package headwater.crm.contract;

import headwater.crm.account.AccountService;
import headwater.crm.approval.ApprovalService;
import headwater.crm.company.CompanyService;
import headwater.crm.contract.Instalment.Trigger;
import headwater.crm.contract.Progress.State;
import headwater.crm.permission.Action;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Writes;
import headwater.crm.shared.NotFound;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What becomes of a contract once it is written. */
@Service
public class ContractStateService {
    private final ContractRepository repository;
    private final ContractAgreement agreement;
    private final ApprovalService approvals;
    private final AmendmentRepository amendments;
    private final ReminderService reminders;
    private final AccountService accounts;
    private final CompanyService company;
    private final List<ContractFollower> followers;
    private final Writes writes;

    /** Which contract, and the version that the caller's decision is based on. */
    public record Which(long id, int expectedVersion) {}

    /** A state before it is written. */
    private interface Step {
        Contract of(Contract before, Instant now, Violations violations);
    }

    ContractStateService(
            ContractRepository repository,
            ContractAgreement agreement,
            ApprovalService approvals,
            AmendmentRepository amendments,
            ReminderService reminders,
            AccountService accounts,
            CompanyService company,
            List<ContractFollower> followers,
            Writes writes) {
        this.repository = repository;
        this.agreement = agreement;
        this.approvals = approvals;
        this.amendments = amendments;
        this.reminders = reminders;
        this.accounts = accounts;
        this.company = company;
        this.followers = followers;
        this.writes = writes;
    }

    /** A draft becomes IN_APPROVAL, or APPROVED if nobody has to agree. */
    public Contract submit(Viewer viewer, Which which) {
        viewer.require(RecordType.CONTRACT, Action.UPDATE);
        return writes.transactions()
                .write(
                        viewer,
                        () -> {
                            Contract before = locked(viewer, which.id());
                            var violations = new Violations();
                            before.requireState(violations, "submitting", State.DRAFT);
                            before.requirePlan(violations);
                            violations.refuse();
                            Instant now = writes.time().now();
                            Contract submitted = before.with(before.progress().submitted(now));
                            if (approvals.start(viewer, RecordType.CONTRACT, before.id())) {
                                repository.update(viewer, submitted, which.expectedVersion(), now);
                            } else {
                                agreement.approve(viewer, submitted, which.expectedVersion(), now);
                            }
                            return get(viewer, which.id());
                        });
    }

    /** What waits for approval is a draft again. */
    public Contract withdraw(Viewer viewer, Which which) {
        return step(
                viewer,
                which,
                (before, now, violations) -> {
                    before.requireState(violations, "withdrawing", State.IN_APPROVAL);
                    violations.refuse();
                    approvals.withdraw(viewer, RecordType.CONTRACT, before.id());
                    return before.with(before.progress().draftAgain(null));
                });
    }

    /**
     * Both sides have signed.
     *
     * @param on today when null
     * @param starts whether work begins at once
     */
    public Contract sign(Viewer viewer, Which which, @Nullable LocalDate on, boolean starts) {
        return step(
                viewer,
                which,
                (before, now, violations) -> {
                    before.requireState(violations, "signing", State.APPROVED);
                    LocalDate day = pastDay(on, now, "signedOn", violations);
                    State next = starts ? State.IN_PERFORMANCE : State.SIGNED;
                    return before.with(before.term().signed(day))
                            .with(before.progress().in(next))
                            .settled(instalment -> instalment, now);
                });
    }

    /** Work on it begins. */
    public Contract start(Viewer viewer, Which which) {
        return step(
                viewer,
                which,
                (before, now, violations) -> {
                    before.requireState(violations, "starting", State.SIGNED);
                    return before.with(before.progress().in(State.IN_PERFORMANCE));
                });
    }

    /** A milestone is reached: the instalments that wait for it become due, each after its days. */
    public Contract reach(
            Viewer viewer, Which which, String milestone, @Nullable LocalDate reachedOn) {
        return step(
                viewer,
                which,
                (before, now, violations) -> {
                    before.requireState(
                            violations,
                            "recording a milestone",
                            State.APPROVED,
                            State.SIGNED,
                            State.IN_PERFORMANCE);
                    LocalDate day = pastDay(reachedOn, now, "reachedOn", violations);
                    requireWaiting(before, milestone, violations);
                    return before.settled(
                            each -> waitsFor(each, milestone) ? each.reached(day) : each, now);
                });
    }

    /** The customer has accepted the work, whether or not he has paid. */
    public Contract fulfil(Viewer viewer, Which which, @Nullable LocalDate on) {
        return step(
                viewer,
                which,
                (before, now, violations) -> {
                    before.requireState(
                            violations,
                            "fulfilling",
                            State.SIGNED,
                            State.IN_PERFORMANCE,
                            State.COMPLETED);
                    LocalDate day = pastDay(on, now, "fulfilledOn", violations);
                    LocalDate signed = before.signedOn();
                    violations.invalidIf(
                            signed != null && day.isBefore(signed),
                            "fulfilledOn, %s, lies before the day of signing, %s."
                                    .formatted(day, signed),
                            "fulfilledOn");
                    return before.with(before.term().fulfilled(day));
                });
    }

    /** It ends before its time; what is owed stays owed. */
    public Contract terminate(Viewer viewer, Which which, String reason) {
        return step(
                viewer,
                which,
                (before, now, violations) -> {
                    before.requireState(
                            violations, "terminating", State.SIGNED, State.IN_PERFORMANCE);
                    violations.requireText(reason, "reason");
                    requireNoAmendment(viewer, before, violations);
                    return before.with(before.progress().closed(State.TERMINATED, reason, now));
                });
    }

    /** It never was; possible as long as nothing has been paid. */
    public Contract invalidate(Viewer viewer, Which which, String reason) {
        return step(
                viewer,
                which,
                (before, now, violations) -> {
                    before.requireState(
                            violations,
                            "voiding",
                            State.APPROVED,
                            State.SIGNED,
                            State.IN_PERFORMANCE,
                            State.TERMINATED);
                    violations.requireText(reason, "reason");
                    requireNoAmendment(viewer, before, violations);
                    if (amendments.billed(viewer, before.id()).signum() > 0) {
                        violations.add(
                                Code.WRONG_STATE,
                                "Invoices are issued for the contract; make them void first.",
                                "id");
                    }
                    if (before.worth().paid().signum() > 0) {
                        violations.add(
                                Code.WRONG_STATE,
                                "Receipts of %s %s are confirmed for the contract; reverse them, or terminate it."
                                        .formatted(before.worth().paid(), before.currency()),
                                "id");
                    }
                    return before.with(before.progress().closed(State.VOID, reason, now));
                });
    }

    private void requireNoAmendment(Viewer viewer, Contract contract, Violations violations) {
        if (amendments.pending(viewer, contract.id()) != null) {
            violations.add(
                    Code.WRONG_STATE,
                    "An amendment of the contract waits for approval; withdraw it first.",
                    "id");
        }
    }

    private static boolean waitsFor(Instalment instalment, String milestone) {
        return instalment.trigger() == Trigger.MILESTONE
                && instalment.dueOn() == null
                && milestone.equals(instalment.milestone());
    }

    private static void requireWaiting(Contract contract, String milestone, Violations violations) {
        if (contract.instalments().stream().noneMatch(each -> waitsFor(each, milestone))) {
            List<String> waited =
                    contract.instalments().stream()
                            .filter(each -> each.dueOn() == null)
                            .map(Instalment::milestone)
                            .filter(Objects::nonNull)
                            .distinct()
                            .toList();
            violations.add(
                    Code.INVALID,
                    "No instalment waits for milestone \"%s\"; they wait for %s."
                            .formatted(milestone, waited),
                    "milestone");
        }
    }

    private Contract step(Viewer viewer, Which which, Step step) {
        viewer.require(RecordType.CONTRACT, Action.UPDATE);
        return writes.transactions()
                .write(
                        viewer,
                        () -> {
                            Instant now = writes.time().now();
                            var violations = new Violations();
                            Contract before = locked(viewer, which.id());
                            Contract after = step.of(before, now, violations);
                            violations.refuse();
                            repository.update(viewer, after, which.expectedVersion(), now);
                            reminders.changed(viewer, before, after, now);
                            if (before.state() != after.state()) {
                                accounts.agreed(viewer, before.accountId());
                            }
                            tell(viewer, before, after);
                            return get(viewer, which.id());
                        });
    }

    private void tell(Viewer viewer, Contract before, Contract after) {
        if (before.signedOn() == null && after.signedOn() != null) {
            followers.forEach(each -> each.signed(viewer, after));
        }
        if (after.state() == State.VOID) {
            followers.forEach(each -> each.voided(viewer, after));
        }
    }

    /** Today, or the day given, which must not lie in the future. */
    private LocalDate pastDay(
            @Nullable LocalDate day, Instant now, String field, Violations violations) {
        LocalDate today = company.company().dayOf(now);
        violations.invalidIf(
                day != null && day.isAfter(today),
                "%s, %s, lies in the future.".formatted(field, day),
                field);
        return Objects.requireNonNullElse(day, today);
    }

    private Contract locked(Viewer viewer, long id) {
        Contract contract = repository.locked(viewer, id);
        if (contract == null) {
            throw new NotFound(RecordType.CONTRACT.encode(id));
        }
        return contract;
    }

    private Contract get(Viewer viewer, long id) {
        return repository.byIds(viewer, Set.of(id)).getFirst();
    }
}
