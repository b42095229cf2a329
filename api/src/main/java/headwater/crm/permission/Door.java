package headwater.crm.permission;

/** The way a change came in; stands on every change in the log. */
public enum Door {
    UI,
    API,
    IMPORT,
    RULE,
    JOB,
    INTEGRATION,
    SYSTEM
}
