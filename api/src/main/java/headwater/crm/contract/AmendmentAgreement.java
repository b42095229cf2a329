package headwater.crm.contract;

import headwater.crm.account.AccountService;
import headwater.crm.company.Company;
import headwater.crm.company.CompanyService;
import headwater.crm.contract.Amendment.State;
import headwater.crm.contract.Amendment.Terms;
import headwater.crm.permission.Viewer;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What happens once an amendment is decided. */
@Component
class AmendmentAgreement {
    private final ContractRepository repository;
    private final AmendmentRepository amendments;
    private final ContractVersionRepository versions;
    private final ReminderService reminders;
    private final AccountService accounts;
    private final CompanyService company;
    private final List<ContractFollower> followers;

    AmendmentAgreement(
            ContractRepository repository,
            AmendmentRepository amendments,
            ContractVersionRepository versions,
            ReminderService reminders,
            AccountService accounts,
            CompanyService company,
            List<ContractFollower> followers) {
        this.repository = repository;
        this.amendments = amendments;
        this.versions = versions;
        this.reminders = reminders;
        this.accounts = accounts;
        this.company = company;
        this.followers = followers;
    }

    /**
     * The contract's plan under the new terms, as far as it has been paid by now.
     *
     * @throws headwater.crm.shared.Refused if that is no plan for the new amount
     */
    List<Instalment> planned(Viewer viewer, Contract contract, Terms terms) {
        var violations = new Violations();
        List<Instalment> plan = Plan.of(terms.instalments(), contract.instalments(), violations);
        Worth worth = contract.worth();
        contract.with(plan)
                .with(worth.amounting(terms.amount(), worth.companyAmount()))
                .requirePlan(violations);
        requireHistory(viewer, contract, plan, violations);
        BigDecimal billed = amendments.billed(viewer, contract.id());
        if (terms.amount().compareTo(billed) < 0) {
            violations.add(
                    Code.WRONG_STATE,
                    "Invoices of %s %s are issued; make some of them void first."
                            .formatted(billed, contract.currency()),
                    "amount");
        }
        violations.refuse();
        return plan;
    }

    /** What receipts have named, if only to take it back, stays. */
    private void requireHistory(
            Viewer viewer, Contract contract, List<Instalment> plan, Violations violations) {
        Set<Long> kept = plan.stream().map(Instalment::id).collect(Collectors.toSet());
        Set<Long> dropped =
                contract.instalments().stream()
                        .filter(each -> !kept.contains(each.id()) && !each.isTouched())
                        .map(Instalment::id)
                        .collect(Collectors.toSet());
        Set<Long> named = dropped.isEmpty() ? Set.of() : amendments.inHistory(viewer, dropped);
        if (!named.isEmpty()) {
            violations.add(
                    Code.WRONG_STATE,
                    "Receipts that were reversed had paid %s; give them another name or amount, and keep their ids."
                            .formatted(named.stream().map(RecordType.INSTALMENT::encode).toList()),
                    "instalments");
        }
    }

    /** What the amendment that waits, if any does, makes of the contract's amount. */
    @Nullable BigDecimal companyAmount(Viewer viewer, Contract contract, Instant now) {
        Amendment pending = amendments.pending(viewer, contract.id());
        return pending == null ? null : companyAmount(contract, pending.terms(), now);
    }

    private BigDecimal companyAmount(Contract contract, Terms terms, Instant now) {
        Company settings = company.company();
        return Violations.present(
                company.inCompanyCurrency(
                        settings, terms.amount(), contract.currency(), settings.dayOf(now)));
    }

    /** The amendment that waits takes effect; whoever decides need not be able to change it. */
    void approve(Viewer viewer, Contract contract, Instant now) {
        Amendment pending = Violations.present(amendments.pending(viewer, contract.id()));
        Terms terms = pending.terms();
        List<Instalment> plan = planned(viewer, contract, terms);
        Worth worth =
                contract.worth().amounting(terms.amount(), companyAmount(contract, terms, now));
        Contract amended =
                contract.with(plan)
                        .with(worth)
                        .with(contract.term().ending(terms.endsOn()))
                        .settled(each -> each, now);
        repository.update(viewer.asSystem(), amended, contract.version(), now);
        amendments.decide(viewer, pending.id(), State.APPROVED, null, now);
        Contract after = repository.byIds(viewer.asSystem(), Set.of(contract.id())).getFirst();
        int version = versions.add(viewer, after, terms.reason(), now);
        reminders.changed(viewer, contract, after, now);
        accounts.agreed(viewer, contract.accountId());
        followers.forEach(each -> each.amended(viewer, after, version, terms.reason()));
    }

    /** The contract stays as it is. */
    void refuse(Viewer viewer, long contractId, @Nullable String reason, Instant now) {
        Amendment pending = amendments.pending(viewer, contractId);
        if (pending != null) {
            amendments.decide(viewer, pending.id(), State.REFUSED, reason, now);
        }
    }
}
