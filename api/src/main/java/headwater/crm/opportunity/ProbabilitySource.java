package headwater.crm.opportunity;

/** Where a probability comes from. A manual one stays until it is reset. */
public enum ProbabilitySource {
    STAGE,
    MANUAL,
    MODEL
}
