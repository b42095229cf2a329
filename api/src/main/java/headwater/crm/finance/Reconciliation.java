package headwater.crm.finance;

import java.math.BigDecimal;

/**
 * What has arrived and what is booked of it in one currency and some days.
 *
 * @param confirmed sum of the receipts that were confirmed
 * @param reversed sum of those that were reversed
 * @param booked sum of the vouchers of receipts, less those in red
 * @param awaiting how many receipts, confirmed or reversed, have no voucher
 * @param unmatched how many vouchers of receipts book what was not to be booked
 * @param duplicates how many book what is booked already
 * @param differing how many book another amount or currency
 */
public record Reconciliation(
        String currency,
        BigDecimal confirmed,
        BigDecimal reversed,
        BigDecimal booked,
        int awaiting,
        int unmatched,
        int duplicates,
        int differing) {

    /** What has arrived, less what had not after all. */
    public BigDecimal received() {
        return confirmed.subtract(reversed);
    }

    /** By how much the ledger has less; below 0 by how much it has more. */
    public BigDecimal difference() {
        return received().subtract(booked);
    }
}
