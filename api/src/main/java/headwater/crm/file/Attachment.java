package headwater.crm.file;

import headwater.crm.shared.RecordKey;
import headwater.crm.shared.Stamp;
import headwater.crm.shared.Stamped;

import java.util.List;

/**
 * A file that belongs to a record.
 *
 * @param size in bytes
 * @param sha256 of what it holds, 64 hexadecimal digits
 * @param tells what can be read in it beside its record
 */
public record Attachment(
        long id,
        RecordKey about,
        String name,
        String mediaType,
        int size,
        String sha256,
        Tells tells,
        Stamp stamp)
        implements Stamped {

    /**
     * What a file was made of.
     *
     * @param fields such as Contract.amount: whoever may not read one may not read the file
     * @param records whoever may not see one may not see the file
     */
    public record Tells(List<String> fields, List<RecordKey> records) {
        static final Tells NOTHING = new Tells(List.of(), List.of());
    }

    /** Whether the system made it, so that it stays as it is. */
    boolean isProduced() {
        return !tells.equals(Tells.NOTHING);
    }
}
