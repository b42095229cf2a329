package headwater.crm.identity;

/** What an API key is good for; its user's roles bound it further. */
public enum KeyScope {
    /** Every query. */
    READ,
    /** Every mutation that none of the others names. */
    WRITE,
    /** The mutations of batches, import…. */
    IMPORT,
    /** The mutations that are for administrators. */
    ADMINISTER
}
