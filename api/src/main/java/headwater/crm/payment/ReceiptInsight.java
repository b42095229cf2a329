package headwater.crm.payment;

import headwater.crm.permission.Viewer;
import headwater.crm.shared.Money;

import org.springframework.stereotype.Service;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what is told of receipts beside their own fields. */
@Service
public class ReceiptInsight {
    private final AllocationRepository allocations;
    private final ReceiptRepository receipts;

    ReceiptInsight(AllocationRepository allocations, ReceiptRepository receipts) {
        this.allocations = allocations;
        this.receipts = receipts;
    }

    /** What receipts that the viewer may see pay, in the order of its making. */
    public List<Allocation> ofReceipts(Viewer viewer, Set<Long> receiptIds) {
        return allocations.ofReceipts(viewer, receiptIds);
    }

    /** What pays contracts that the viewer may see, in the order of its making. */
    public List<Allocation> ofContracts(Viewer viewer, Set<Long> contractIds) {
        return allocations.ofContracts(viewer, contractIds);
    }

    /** What accounts have paid in advance, as far as the viewer may see the receipts. */
    public Map<Long, List<Money>> advances(Viewer viewer, Set<Long> accountIds) {
        return receipts.advances(viewer, accountIds);
    }
}
