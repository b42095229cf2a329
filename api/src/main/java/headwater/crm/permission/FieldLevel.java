package headwater.crm.permission;

/** How far somebody is let into a field; each level includes those before it. */
public enum FieldLevel {
    /** Nothing, whatever other roles say. Only a role states it; what comes of it is NONE. */
    DENIED,
    /** Nothing. */
    NONE,
    /** Its pattern, such as {@code 138****1234}; nothing where the value is no text. */
    MASKED,
    READ,
    /** Also giving it to a new record. */
    WRITE_ON_CREATE,
    WRITE;

    public boolean includes(FieldLevel needed) {
        return compareTo(needed) >= 0;
    }
}
