package headwater.crm.approval;

import headwater.crm.shared.RecordType;
import headwater.crm.shared.Stamp;
import headwater.crm.shared.Stamped;

import org.jspecify.annotations.Nullable;

/**
 * Who has to agree to records of a kind. It never changes; another with a higher number replaces it
 * for what is submitted from then on.
 *
 * @param number counts the flows of a kind of record
 */
public record ApprovalFlow(
        long id,
        RecordType recordType,
        int number,
        String name,
        @Nullable String externalId,
        Stamp stamp)
        implements Stamped {}
