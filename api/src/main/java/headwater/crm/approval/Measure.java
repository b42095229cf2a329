package headwater.crm.approval;

/** Figures of a record that conditions of flows ask about. */
public enum Measure {
    /** In the company's currency, at the rate of the day of submission. */
    AMOUNT,
    /** The largest discount of a line, in percent. */
    DISCOUNT,
    /** By how many points that is above the company's limit; 0 without a limit. */
    DISCOUNT_OVER_LIMIT
}
