package headwater.crm.document;

import headwater.crm.permission.Viewer;
import headwater.crm.shared.NotFound;
import headwater.crm.shared.RecordKey;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Refused;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** A kind of record that documents are made of. */
public interface DocumentSource {
    RecordType type();

    /** What templates may ask for, by its name in dotted parts: {@code customer.name}. */
    Set<String> texts();

    /** The tables that templates may fill, and the columns of each. */
    Map<String, Set<String>> tables();

    /** Fields that a document tells, such as Contract.amount. */
    List<String> fields();

    /**
     * What the record says now.
     *
     * @throws NotFound if the viewer may not see the record
     * @throws Refused WRONG_STATE if nothing may be made of it yet
     */
    Content content(Viewer viewer, long id, Language language);

    /**
     * What a document is filled with.
     *
     * @param number of the record, for the files' names
     * @param version of the record
     * @param records that it tells of beside itself
     * @param texts every one of {@link #texts}; empty where there is nothing to say
     * @param tables every one of {@link #tables}, each row with every column
     */
    record Content(
            String number,
            int version,
            List<RecordKey> records,
            Map<String, String> texts,
            Map<String, List<Map<String, String>>> tables) {}
}
