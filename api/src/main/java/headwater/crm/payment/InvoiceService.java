package headwater.crm.payment;

import headwater.crm.account.Account;
import headwater.crm.account.AccountService;
import headwater.crm.company.Company;
import headwater.crm.company.CompanyService;
import headwater.crm.contract.Contract;
import headwater.crm.contract.ContractPayments;
import headwater.crm.contract.ContractService;
import headwater.crm.identity.UserService;
import headwater.crm.payment.Invoice.Buyer;
import headwater.crm.payment.Invoice.Voiding;
import headwater.crm.payment.Invoice.Worth;
import headwater.crm.permission.Action;
import headwater.crm.permission.FieldLevel;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Writes;
import headwater.crm.record.Drafting;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Refused;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;
import headwater.crm.sharing.OwnedRecordService;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Invoices: together they never come to more than their contract. */
@Service
public class InvoiceService extends OwnedRecordService<Invoice, InvoiceDraft> {
    private final InvoiceRepository repository;
    private final AccountService accounts;
    private final ContractService contracts;
    private final ContractPayments payments;
    private final CompanyService company;
    private final List<InvoiceFollower> followers;

    InvoiceService(
            InvoiceRepository repository,
            AccountService accounts,
            ContractService contracts,
            ContractPayments payments,
            UserService users,
            CompanyService company,
            List<InvoiceFollower> followers,
            Writes writes) {
        super(RecordType.INVOICE, InvoiceDraft.class, repository, users, writes);
        this.repository = repository;
        this.accounts = accounts;
        this.contracts = contracts;
        this.payments = payments;
        this.company = company;
        this.followers = followers;
    }

    @Override
    protected InvoiceDraft draftOf(Invoice invoice) {
        return InvoiceDraft.of(invoice);
    }

    @Override
    protected Invoice drafted(Drafting<Invoice, InvoiceDraft> drafting) {
        InvoiceDraft draft = drafting.draft();
        Invoice before = drafting.before();
        Violations violations = drafting.violations();
        if (before != null) {
            Long owner = owner(drafting, draft.owner(), before.ownerId());
            violations.refuse();
            return before.changed(Violations.present(owner), draft.note(), before.voiding());
        }
        Viewer viewer = drafting.viewer();
        Company settings = company.company();
        LocalDate today = settings.dayOf(writes.time().now());
        LocalDate issuedOn = Objects.requireNonNullElse(draft.issuedOn(), today);
        violations.invalidIf(
                issuedOn.isAfter(today),
                "issuedOn, %s, lies in the future.".formatted(issuedOn),
                "issuedOn");
        Contract contract = billable(viewer, draft, violations);
        violations.refuse();
        Contract billed = Violations.present(contract);
        Long owner =
                owner(
                        drafting,
                        draft.owner() == null
                                ? RecordRef.of(RecordType.USER, billed.ownerId())
                                : draft.owner(),
                        null);
        violations.refuse();
        return new Invoice(
                0,
                draft.number(),
                billed.id(),
                billed.accountId(),
                Violations.present(owner),
                new Worth(
                        billed.currency(),
                        draft.amount(),
                        Violations.present(
                                company.inCompanyCurrency(
                                        settings, draft.amount(), billed.currency(), issuedOn)),
                        settings.currency()),
                buyer(viewer, draft, billed),
                issuedOn,
                draft.note(),
                null,
                draft.externalId(),
                drafting.stamp());
    }

    @Override
    protected void stored(Drafting<Invoice, InvoiceDraft> drafting, long id) {
        if (drafting.before() == null) {
            Viewer viewer = drafting.viewer();
            Invoice issued = get(viewer.asSystem(), id);
            followers.forEach(each -> each.issued(viewer, issued));
        }
    }

    /** The contract, locked; with violations added unless there is room for the amount. */
    private @Nullable Contract billable(Viewer viewer, InvoiceDraft draft, Violations violations) {
        Long id = contracts.find(viewer, draft.contract(), violations, "contract");
        if (id == null) {
            return null;
        }
        Contract contract = payments.locked(viewer, Set.of(id)).getFirst();
        if (!contract.state().isPayable()) {
            violations.add(
                    Code.WRONG_STATE,
                    "The contract is %s; approved ones are billed.".formatted(contract.state()),
                    "contract");
            return contract;
        }
        BigDecimal left =
                contract.worth()
                        .amount()
                        .subtract(contract.worth().waived())
                        .subtract(repository.billed(viewer, id));
        if (draft.amount().compareTo(left) > 0) {
            violations.add(
                    Code.EXCEEDS_OPEN_AMOUNT,
                    "Of the contract %s %s can still be billed."
                            .formatted(left, contract.currency()),
                    "amount");
        }
        return contract;
    }

    /** As the account is called, as far as the viewer may know, unless he knows better. */
    private Buyer buyer(Viewer viewer, InvoiceDraft draft, Contract contract) {
        Account account =
                accounts.byIds(viewer, Set.of(contract.accountId())).stream()
                        .findFirst()
                        .orElse(null);
        String name = account == null || !reads(viewer, "name") ? null : account.name();
        String code = account == null || !reads(viewer, "uscc") ? null : account.uscc();
        if (draft.buyer() == null && name == null) {
            throw new Refused(Code.REQUIRED, "Say whose name the invoice bears.", "buyer");
        }
        return new Buyer(
                draft.buyer() == null ? Violations.present(name) : draft.buyer(),
                draft.taxNumber() == null ? code : draft.taxNumber());
    }

    private static boolean reads(Viewer viewer, String field) {
        return viewer.level(RecordType.ACCOUNT, field).includes(FieldLevel.READ);
    }

    /** The invoice does not count any more. */
    public Invoice invalidate(Viewer viewer, long id, int expectedVersion, String reason) {
        require(viewer, Action.UPDATE);
        return writes.transactions()
                .write(
                        viewer,
                        () -> {
                            Invoice before = get(viewer, id);
                            var violations = new Violations();
                            before.requireIssued(violations);
                            violations.requireText(reason, "reason");
                            violations.refuse();
                            Instant now = writes.time().now();
                            repository.update(
                                    viewer,
                                    before.changed(
                                            before.ownerId(),
                                            before.note(),
                                            new Voiding(now, reason)),
                                    expectedVersion,
                                    now);
                            Invoice after = get(viewer, id);
                            followers.forEach(each -> each.voided(viewer, after));
                            return after;
                        });
    }
}
