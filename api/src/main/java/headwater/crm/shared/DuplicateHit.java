package headwater.crm.shared;

import org.jspecify.annotations.Nullable;

/**
 * A record that looks like the one being written, as far as the caller may know of it.
 *
 * @param key what to give back in confirmDuplicates: the id, or for a hidden record a word that
 *     only this caller can use and that tells nothing
 * @param id typed id; null when the caller may not read the record
 * @param name masked when the caller may not read it
 * @param department the team of its owner; null when he has none
 */
public record DuplicateHit(
        String key,
        RecordType object,
        @Nullable String id,
        String name,
        @Nullable String department,
        Custody custody,
        Reason reason) {

    /** Whether somebody looks after the record. */
    public enum Custody {
        OWNED,
        POOLED
    }

    /** In what two records agree, strongest first. */
    public enum Reason {
        USCC,
        NAME,
        PHONE,
        EMAIL,
        SIMILAR_NAME
    }
}
