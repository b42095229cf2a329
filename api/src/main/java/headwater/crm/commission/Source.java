package headwater.crm.commission;

import headwater.crm.commission.CommissionPlan.Basis;

import org.jspecify.annotations.Nullable;

/**
 * What brings commissions.
 *
 * @param id key of the receipt, the invoice or the contract, as the basis says
 */
record Source(Basis basis, long id) {

    @Nullable Long receiptId() {
        return basis == Basis.RECEIPT_CONFIRMED ? id : null;
    }

    @Nullable Long invoiceId() {
        return basis == Basis.INVOICED ? id : null;
    }
}
