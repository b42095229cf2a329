package headwater.crm.duplicate;

import headwater.crm.shared.DuplicateHit.Reason;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * What a record is compared by; null where it says nothing, and what is null is compared with
 * nothing.
 */
public record DuplicateKeys(
        @Nullable String uscc,
        @Nullable String name,
        @Nullable String fuzzyName,
        @Nullable String phone,
        @Nullable String email) {

    /** Of the rules by which keys are made; raise it with them, and all keys are made anew. */
    public static final int VERSION = 1;

    /** From what people wrote. */
    public static DuplicateKeys of(
            @Nullable String uscc,
            @Nullable String name,
            @Nullable String phone,
            @Nullable String email) {
        String written = name == null || name.isBlank() ? null : name;
        return new DuplicateKeys(
                Uscc.spelt(uscc),
                written == null ? null : NameKey.exact(written),
                written == null ? null : NameKey.fuzzy(written),
                ContactKey.phone(phone),
                ContactKey.email(email));
    }

    /** Only those that are others than before: who leaves a key alone need not answer for it. */
    public DuplicateKeys changedSince(DuplicateKeys before) {
        boolean renamed = !Objects.equals(name, before.name);
        return new DuplicateKeys(
                Objects.equals(uscc, before.uscc) ? null : uscc,
                renamed ? name : null,
                renamed ? fuzzyName : null,
                Objects.equals(phone, before.phone) ? null : phone,
                Objects.equals(email, before.email) ? null : email);
    }

    public boolean isEmpty() {
        return uscc == null && name == null && phone == null && email == null;
    }

    /** The strongest reason to take a record that was found for the one with these keys. */
    Reason reason(DuplicateKeys found) {
        if (uscc != null && uscc.equals(found.uscc)) {
            return Reason.USCC;
        }
        if (name != null && name.equals(found.name)) {
            return Reason.NAME;
        }
        if (phone != null && phone.equals(found.phone)) {
            return Reason.PHONE;
        }
        return email != null && email.equals(found.email) ? Reason.EMAIL : Reason.SIMILAR_NAME;
    }
}
