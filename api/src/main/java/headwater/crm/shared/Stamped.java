package headwater.crm.shared;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** A record with a {@link Stamp}, whose parts the API shows as fields of the record. */
public interface Stamped extends Identified {
    Stamp stamp();

    default int version() {
        return stamp().version();
    }

    default Instant createdAt() {
        return stamp().createdAt();
    }

    default @Nullable Long createdById() {
        return stamp().createdById();
    }

    default @Nullable Long updatedById() {
        return stamp().updatedById();
    }
}
