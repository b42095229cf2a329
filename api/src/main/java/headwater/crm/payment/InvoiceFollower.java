package headwater.crm.payment;

import headwater.crm.permission.Viewer;

/** Whoever has something to do once a customer is billed; each one implements this. */
public interface InvoiceFollower {

    /** In the transaction that issues the invoice. */
    void issued(Viewer viewer, Invoice invoice);

    /** In the transaction that makes it void. */
    void voided(Viewer viewer, Invoice invoice);
}
