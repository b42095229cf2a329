package headwater.crm.payment;

import headwater.crm.account.AccountService;
import headwater.crm.company.Company;
import headwater.crm.company.CompanyService;
import headwater.crm.contract.Contract;
import headwater.crm.contract.ContractService;
import headwater.crm.contract.Progress;
import headwater.crm.identity.UserService;
import headwater.crm.payment.Receipt.Bank;
import headwater.crm.payment.Receipt.Standing;
import headwater.crm.payment.Receipt.State;
import headwater.crm.permission.Action;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.NumberSeries;
import headwater.crm.persistence.Writes;
import headwater.crm.record.Drafting;
import headwater.crm.record.Drafts;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;
import headwater.crm.sharing.OwnedRecordService;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;

/** Receipts as long as they are registered only; {@link ReceiptAllocationService} goes on. */
@Service
public class ReceiptService extends OwnedRecordService<Receipt, ReceiptDraft> {
    private final AccountService accounts;
    private final ContractService contracts;
    private final CompanyService company;
    private final NumberSeries numbers;

    ReceiptService(
            ReceiptRepository repository,
            AccountService accounts,
            ContractService contracts,
            UserService users,
            CompanyService company,
            NumberSeries numbers,
            Writes writes) {
        super(RecordType.RECEIPT, ReceiptDraft.class, repository, users, writes);
        this.accounts = accounts;
        this.contracts = contracts;
        this.company = company;
        this.numbers = numbers;
    }

    @Override
    protected ReceiptDraft draftOf(Receipt receipt) {
        return ReceiptDraft.of(receipt);
    }

    @Override
    protected Receipt drafted(Drafting<Receipt, ReceiptDraft> drafting) {
        Receipt before = drafting.before();
        ReceiptDraft draft = drafting.draft();
        Violations violations = drafting.violations();
        if (before != null && isGivenAway(draft, before)) {
            Long owner = owner(drafting, draft.owner(), before.ownerId());
            violations.refuse();
            return before.of(Violations.present(owner));
        }
        if (before != null) {
            before.requireState(violations, "a change", State.REGISTERED);
        }
        Company settings = company.company();
        LocalDate today = settings.dayOf(writes.time().now());
        violations.invalidIf(
                draft.receivedOn().isAfter(today),
                "receivedOn, %s, lies in the future.".formatted(draft.receivedOn()),
                "receivedOn");
        Contract contract = contract(drafting);
        Long account = account(drafting, contract);
        Long owner = account == null ? null : ownerOf(drafting, contract, account);
        Sum sum = sum(settings, draft, contract, violations);
        violations.refuse();
        return new Receipt(
                drafting.id(),
                before == null
                        ? numbers.next(drafting.viewer(), "R", today.getYear())
                        : before.number(),
                Violations.present(account),
                contract == null ? null : contract.id(),
                Violations.present(owner),
                sum,
                draft.receivedOn(),
                new Bank(draft.bankAccount(), draft.bankReference(), draft.payer()),
                draft.note(),
                before == null ? Standing.REGISTERED : before.standing(),
                draft.externalId(),
                drafting.stamp());
    }

    /** The contract that the money is meant for; null, with a violation added, if not found. */
    private @Nullable Contract contract(Drafting<Receipt, ReceiptDraft> drafting) {
        Viewer viewer = drafting.viewer();
        Violations violations = drafting.violations();
        Long id = contracts.find(viewer, drafting.draft().contract(), violations, "contract");
        if (id == null) {
            return null;
        }
        Contract contract = contracts.get(viewer, id);
        if (contract.state() == Progress.State.VOID) {
            violations.add(Code.WRONG_STATE, "The contract is void.", "contract");
        }
        return contract;
    }

    private @Nullable Long account(
            Drafting<Receipt, ReceiptDraft> drafting, @Nullable Contract contract) {
        ReceiptDraft draft = drafting.draft();
        Violations violations = drafting.violations();
        Receipt before = drafting.before();
        if (draft.account() == null) {
            if (contract == null) {
                violations.add(
                        Code.REQUIRED, "A receipt needs its account or its contract.", "account");
            }
            return contract == null ? null : Long.valueOf(contract.accountId());
        }
        Long account =
                drafting.find(
                        draft.account(),
                        RecordType.ACCOUNT,
                        before == null ? null : before.accountId(),
                        accounts::find,
                        "account");
        violations.invalidIf(
                account != null && contract != null && account != contract.accountId(),
                "The contract belongs to another account; leave account out.",
                "account");
        return account;
    }

    private @Nullable Long ownerOf(
            Drafting<Receipt, ReceiptDraft> drafting, @Nullable Contract contract, long account) {
        Receipt before = drafting.before();
        if (before != null || drafting.draft().owner() != null) {
            return owner(
                    drafting,
                    drafting.draft().owner(),
                    before == null ? null : Long.valueOf(before.ownerId()));
        }
        Viewer viewer = drafting.viewer();
        Long owner =
                contract == null
                        ? accounts.get(viewer, account).ownerId()
                        : Long.valueOf(contract.ownerId());
        if (owner == null) {
            drafting.violations()
                    .add(
                            Code.REQUIRED,
                            "The customer lies in a pool; say whose receipt it is.",
                            "owner");
            return null;
        }
        if (!viewer.scope(RecordType.RECEIPT, Action.CREATE).contains(owner)) {
            drafting.violations()
                    .add(
                            Code.NOT_PERMITTED,
                            "Your roles do not let you register receipts for this owner's customers.",
                            contract == null ? "account" : "contract");
        }
        return owner;
    }

    private Sum sum(
            Company settings,
            ReceiptDraft draft,
            @Nullable Contract contract,
            Violations violations) {
        String meant = contract == null ? settings.currency() : contract.currency();
        String currency = Objects.requireNonNullElse(draft.currency(), meant);
        String settled = contract == null ? currency : meant;
        BigDecimal rate = Objects.requireNonNullElse(draft.rate(), BigDecimal.ONE);
        if (currency.equals(settled)) {
            violations.invalidIf(
                    rate.compareTo(BigDecimal.ONE) != 0,
                    "The receipt is settled in its own currency, %s; leave rate out."
                            .formatted(currency),
                    "rate");
        } else if (draft.rate() == null) {
            violations.add(
                    Code.REQUIRED,
                    "The contract is in %s: give the rate, how many %s one %s is."
                            .formatted(settled, settled, currency),
                    "rate");
        }
        BigDecimal companyAmount =
                violations.any()
                        ? BigDecimal.ZERO
                        : Violations.present(
                                company.inCompanyCurrency(
                                        settings, draft.amount(), currency, draft.receivedOn()));
        Sum sum =
                new Sum(
                        currency,
                        draft.amount(),
                        companyAmount,
                        settings.currency(),
                        settled,
                        rate,
                        BigDecimal.ZERO);
        violations.invalidIf(
                sum.settlementAmount().signum() <= 0
                        || sum.settlementAmount().compareTo(BigDecimal.TEN.pow(16)) >= 0,
                "At this rate the receipt comes to %s %s."
                        .formatted(sum.settlementAmount(), settled),
                "rate");
        return sum;
    }

    /** Whether only another owner is meant, which is possible at any time. */
    private static boolean isGivenAway(ReceiptDraft draft, Receipt before) {
        return before.state() != State.REGISTERED
                && Drafts.differOnlyIn("owner", draft, ReceiptDraft.of(before));
    }

    /** Only what nobody has confirmed goes to the recycle bin; the rest can be reversed. */
    @Override
    public Receipt delete(Viewer viewer, long id, int expectedVersion) {
        require(viewer, Action.DELETE);
        var violations = new Violations();
        get(viewer, id).requireState(violations, "the recycle bin", State.REGISTERED);
        violations.refuse();
        return super.delete(viewer, id, expectedVersion);
    }
}
