package headwater.crm.duplicate;

import headwater.crm.record.Draft;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** What a caller says of a record that is compared with others. */
public interface DuplicateDraft extends Draft {

    /** Keys of the hits that he has looked at. */
    @Nullable List<String> confirmDuplicates();

    /** Why the record is none of them. */
    @Nullable String duplicateReason();
}
