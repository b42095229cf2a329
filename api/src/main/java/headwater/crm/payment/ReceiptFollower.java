package headwater.crm.payment;

import headwater.crm.permission.Viewer;

import java.util.List;

/** Whoever has something to do once money has arrived; each one implements this. */
public interface ReceiptFollower {

    /**
     * In the transaction that allocates money of a confirmed receipt: when it is confirmed, and
     * again each time that more of its rest is allocated.
     *
     * @param allocated what is new; empty when all of it is an advance
     */
    void confirmed(Viewer viewer, Receipt receipt, List<Allocated> allocated);

    /**
     * In the transaction that reverses a receipt.
     *
     * @param allocated all that it had paid, as amounts above 0
     */
    void reversed(Viewer viewer, Receipt receipt, List<Allocated> allocated);
}
