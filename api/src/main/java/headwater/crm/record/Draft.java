package headwater.crm.record;

import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What a caller says of a record. Its components are named as the fields of the schema's inputs;
 * one that may be null can be emptied.
 */
public interface Draft {

    /** Adds what is wrong with the draft taken by itself. */
    void validate(Violations violations);

    /** Business instant of creation; null for now. */
    default @Nullable Instant createdAt() {
        return null;
    }

    default @Nullable String externalId() {
        return null;
    }

    default @Nullable String idempotencyKey() {
        return null;
    }
}
