package headwater.crm.permission;

/** What can be done with a record. */
public enum Action {
    READ,
    CREATE,
    UPDATE,
    DELETE,
    /** Let others see or edit it. */
    SHARE,
    /** Give it to another owner. */
    TRANSFER
}
