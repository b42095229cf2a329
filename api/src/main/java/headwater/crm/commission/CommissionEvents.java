package headwater.crm.commission;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.reducing;

import headwater.crm.commission.CommissionPlan.Basis;
import headwater.crm.contract.Contract;
import headwater.crm.contract.ContractFollower;
import headwater.crm.payment.Allocated;
import headwater.crm.payment.Invoice;
import headwater.crm.payment.InvoiceFollower;
import headwater.crm.payment.Receipt;
import headwater.crm.payment.ReceiptFollower;
import headwater.crm.permission.Viewer;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** What brings sellers their commissions, and what takes them back, in the same transaction. */
@Component
class CommissionEvents implements ContractFollower, InvoiceFollower, ReceiptFollower {
    private final CommissionLedger ledger;

    CommissionEvents(CommissionLedger ledger) {
        this.ledger = ledger;
    }

    @Override
    public void confirmed(Viewer viewer, Receipt receipt, List<Allocated> allocated) {
        Map<Long, BigDecimal> amounts =
                allocated.stream()
                        .collect(
                                groupingBy(
                                        Allocated::contractId,
                                        reducing(
                                                BigDecimal.ZERO,
                                                Allocated::companyAmount,
                                                BigDecimal::add)));
        ledger.accrue(viewer, new Source(Basis.RECEIPT_CONFIRMED, receipt.id()), amounts);
    }

    @Override
    public void reversed(Viewer viewer, Receipt receipt, List<Allocated> allocated) {
        ledger.takeBack(viewer, new Source(Basis.RECEIPT_CONFIRMED, receipt.id()));
    }

    @Override
    public void issued(Viewer viewer, Invoice invoice) {
        ledger.accrue(
                viewer,
                new Source(Basis.INVOICED, invoice.id()),
                Map.of(invoice.contractId(), invoice.worth().companyAmount()));
    }

    @Override
    public void voided(Viewer viewer, Invoice invoice) {
        ledger.takeBack(viewer, new Source(Basis.INVOICED, invoice.id()));
    }

    @Override
    public void signed(Viewer viewer, Contract contract) {
        ledger.accrue(viewer, signature(contract), Map.of(contract.id(), worth(contract)));
    }

    @Override
    public void amended(Viewer viewer, Contract contract, int version, @Nullable String reason) {
        if (contract.signedOn() != null) {
            ledger.adjust(viewer, signature(contract), worth(contract));
        }
    }

    /** What is terminated was sold; what is void never was. */
    @Override
    public void voided(Viewer viewer, Contract contract) {
        ledger.takeBack(viewer, signature(contract));
    }

    private static Source signature(Contract contract) {
        return new Source(Basis.CONTRACT_SIGNED, contract.id());
    }

    private static BigDecimal worth(Contract contract) {
        return contract.worth().companyAmount();
    }
}
