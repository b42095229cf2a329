package headwater.crm.document;

import headwater.crm.shared.RecordType;
import headwater.crm.shared.Stamp;
import headwater.crm.shared.Stamped;

import org.jspecify.annotations.Nullable;

/**
 * What documents of a kind of record look like.
 *
 * @param fileId its Word file; null for the one that comes with the product
 */
public record DocumentTemplate(
        long id,
        String name,
        Kind recordType,
        Language language,
        boolean active,
        @Nullable Long fileId,
        @Nullable String externalId,
        Stamp stamp)
        implements Stamped {

    /** What documents are made of. */
    public enum Kind {
        QUOTE(RecordType.QUOTE),
        CONTRACT(RecordType.CONTRACT);

        private final RecordType type;

        Kind(RecordType type) {
            this.type = type;
        }

        RecordType type() {
            return type;
        }
    }
}
