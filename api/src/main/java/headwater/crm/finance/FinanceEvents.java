package headwater.crm.finance;

import headwater.crm.company.CompanyService;
import headwater.crm.contract.Contract;
import headwater.crm.contract.ContractFollower;
import headwater.crm.finance.FinanceEvent.Document;
import headwater.crm.finance.FinanceEvent.Kind;
import headwater.crm.finance.FinanceEvent.Worth;
import headwater.crm.payment.Allocated;
import headwater.crm.payment.Receipt;
import headwater.crm.payment.ReceiptFollower;
import headwater.crm.payment.Sum;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.BusinessTime;
import headwater.crm.shared.Stamp;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.List;

/** Writes down what finance has to book, in the transaction that brings it about. */
@Component
class FinanceEvents implements ContractFollower, ReceiptFollower {
    private static final int OF_A_RECEIPT = 1;

    private final FinanceEventRepository repository;
    private final CompanyService company;
    private final BusinessTime time;

    FinanceEvents(FinanceEventRepository repository, CompanyService company, BusinessTime time) {
        this.repository = repository;
        this.company = company;
        this.time = time;
    }

    @Override
    public void approved(Viewer viewer, Contract contract) {
        amended(viewer, contract, 1, null);
    }

    @Override
    public void amended(Viewer viewer, Contract contract, int version, @Nullable String reason) {
        var worth = contract.worth();
        add(
                viewer,
                Kind.CONTRACT_APPROVED,
                new Document(contract.number(), version, contract.id(), null),
                contract.accountId(),
                contract.ownerId(),
                new Worth(
                        worth.currency(),
                        worth.amount(),
                        worth.companyAmount(),
                        worth.companyCurrency()),
                reason);
    }

    /** Once, however often more of it is allocated. */
    @Override
    public void confirmed(Viewer viewer, Receipt receipt, List<Allocated> allocated) {
        add(viewer, Kind.RECEIPT_CONFIRMED, receipt, null);
    }

    @Override
    public void reversed(Viewer viewer, Receipt receipt, List<Allocated> allocated) {
        add(viewer, Kind.RECEIPT_REVERSED, receipt, receipt.reverseReason());
    }

    private void add(Viewer viewer, Kind kind, Receipt receipt, @Nullable String reason) {
        Sum sum = receipt.sum();
        add(
                viewer,
                kind,
                new Document(receipt.number(), OF_A_RECEIPT, receipt.contractId(), receipt.id()),
                receipt.accountId(),
                receipt.ownerId(),
                new Worth(sum.currency(), sum.amount(), sum.companyAmount(), sum.companyCurrency()),
                reason);
    }

    private void add(
            Viewer viewer,
            Kind kind,
            Document document,
            long accountId,
            long ownerId,
            Worth worth,
            @Nullable String reason) {
        Instant now = time.now();
        var event =
                new FinanceEvent(
                        0,
                        kind,
                        document,
                        accountId,
                        ownerId,
                        worth,
                        company.company().dayOf(now),
                        reason,
                        null,
                        Stamp.fresh(now, now, viewer.userId()));
        if (repository.add(viewer, event, now)) {
            repository.match(viewer, Booking.of(event));
        }
    }
}
