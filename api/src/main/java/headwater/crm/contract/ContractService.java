package headwater.crm.contract;

import headwater.crm.company.Company;
import headwater.crm.company.CompanyService;
import headwater.crm.contract.Contract.Parties;
import headwater.crm.contract.Contract.Term;
import headwater.crm.contract.Progress.State;
import headwater.crm.identity.UserService;
import headwater.crm.permission.Action;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.NumberSeries;
import headwater.crm.persistence.Writes;
import headwater.crm.quote.Quote;
import headwater.crm.record.Drafting;
import headwater.crm.record.Drafts;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;
import headwater.crm.sharing.OwnedRecordService;

import org.springframework.stereotype.Service;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** Contracts as long as they are drafts; {@link ContractStateService} takes them further. */
@Service
public class ContractService extends OwnedRecordService<Contract, ContractDraft> {
    private final ContractRepository repository;
    private final ContractOrigin origin;
    private final CompanyService company;
    private final NumberSeries numbers;

    ContractService(
            ContractRepository repository,
            ContractOrigin origin,
            UserService users,
            CompanyService company,
            NumberSeries numbers,
            Writes writes) {
        super(RecordType.CONTRACT, ContractDraft.class, repository, users, writes);
        this.repository = repository;
        this.origin = origin;
        this.company = company;
        this.numbers = numbers;
    }

    @Override
    protected ContractDraft draftOf(Contract contract) {
        return ContractDraft.of(contract);
    }

    /** Of a quote there is one contract: whoever asks for another gets that one. */
    @Override
    public long make(Viewer viewer, ContractDraft draft) {
        require(viewer, Action.CREATE);
        if (draft.quote() == null) {
            return super.make(viewer, draft);
        }
        return writes.transactions()
                .write(
                        viewer,
                        () -> {
                            Quote quote = origin.quote(viewer, draft.quote(), new Violations());
                            if (quote != null) {
                                repository.lockQuote(viewer, quote.id());
                                Long made = repository.ofQuote(viewer, quote.id());
                                if (made != null) {
                                    return made;
                                }
                            }
                            return super.make(viewer, draft);
                        });
    }

    @Override
    protected Contract drafted(Drafting<Contract, ContractDraft> drafting) {
        Contract before = drafting.before();
        if (before != null
                && before.state() != State.DRAFT
                && isGivenAway(drafting.draft(), before)) {
            return givenAway(drafting, before);
        }
        return before == null ? made(drafting) : changed(drafting, before);
    }

    private Contract made(Drafting<Contract, ContractDraft> drafting) {
        ContractDraft draft = origin.complete(drafting);
        Violations violations = drafting.violations();
        Parties parties = origin.parties(drafting, draft);
        Long owner = origin.owner(drafting);
        if (owner == null && !violations.any()) {
            owner = owner(drafting, draft.owner(), null);
        }
        if (draft.amount() == null) {
            violations.add(
                    Code.REQUIRED,
                    "A contract that is made from no quote needs its amount.",
                    "amount");
        }
        List<Instalment> plan = Plan.of(draft.plan(), List.of(), violations);
        violations.refuse();
        Company settings = company.company();
        LocalDate today = settings.dayOf(writes.time().now());
        Worth worth = worth(settings, draft, today);
        return new Contract(
                0,
                numbers.next(drafting.viewer(), "C", today.getYear()),
                new Parties(
                        parties.accountId(),
                        parties.opportunityId(),
                        parties.quoteId(),
                        Violations.present(owner)),
                draft.title(),
                worth,
                new Term(draft.startsOn(), draft.endsOn(), null, null),
                Progress.DRAFT,
                draft.terms(),
                plan,
                draft.externalId(),
                drafting.stamp());
    }

    private Contract changed(Drafting<Contract, ContractDraft> drafting, Contract before) {
        ContractDraft draft = drafting.draft();
        Violations violations = drafting.violations();
        before.requireState(violations, "a change", State.DRAFT);
        Long owner = owner(drafting, draft.owner(), before.ownerId());
        List<Instalment> plan = Plan.of(draft.plan(), before.instalments(), violations);
        if (draft.amount() == null) {
            violations.add(Code.REQUIRED, "amount must not be empty.", "amount");
        }
        violations.refuse();
        Company settings = company.company();
        Parties parties = before.parties();
        return new Contract(
                before.id(),
                before.number(),
                new Parties(
                        parties.accountId(),
                        parties.opportunityId(),
                        parties.quoteId(),
                        Violations.present(owner)),
                draft.title(),
                worth(settings, draft, settings.dayOf(writes.time().now())),
                new Term(draft.startsOn(), draft.endsOn(), null, null),
                before.progress(),
                draft.terms(),
                plan,
                before.externalId(),
                before.stamp());
    }

    private Worth worth(Company settings, ContractDraft draft, LocalDate day) {
        BigDecimal amount = Violations.present(draft.amount());
        String currency = draft.currency() == null ? settings.currency() : draft.currency();
        return new Worth(
                currency,
                amount,
                Violations.present(company.inCompanyCurrency(settings, amount, currency, day)),
                settings.currency(),
                BigDecimal.ZERO,
                BigDecimal.ZERO);
    }

    /** Whether only another owner is meant, which is possible at any time. */
    private static boolean isGivenAway(ContractDraft draft, Contract before) {
        return before.stamp().deletedAt() == null
                && Drafts.differOnlyIn("owner", draft, ContractDraft.of(before));
    }

    private Contract givenAway(Drafting<Contract, ContractDraft> drafting, Contract before) {
        Long owner = owner(drafting, drafting.draft().owner(), before.ownerId());
        drafting.violations().refuse();
        return before.of(Violations.present(owner));
    }

    /** Only a draft goes to the recycle bin; what was agreed is kept. */
    @Override
    public Contract delete(Viewer viewer, long id, int expectedVersion) {
        require(viewer, Action.DELETE);
        var violations = new Violations();
        get(viewer, id).requireState(violations, "the recycle bin", State.DRAFT);
        violations.refuse();
        return super.delete(viewer, id, expectedVersion);
    }
}
