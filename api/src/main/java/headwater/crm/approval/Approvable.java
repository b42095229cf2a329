package headwater.crm.approval;

import headwater.crm.permission.Viewer;
import headwater.crm.shared.RecordType;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/**
 * A kind of record that passes approvals. What it is told happens in the transaction of the
 * decision that brought it about, whoever decided.
 */
public interface Approvable {
    RecordType type();

    /** How approvers know the record, such as its number and its customer. */
    String title(Viewer viewer, long id);

    /** What conditions can ask of such records. */
    Set<Measure> measures();

    /** Its figures, taken when the record is submitted and kept with the approval. */
    Map<Measure, BigDecimal> values(Viewer viewer, long id);

    /**
     * Lets nobody else change the record until the transaction ends. Whoever decides locks the
     * record before its approval, as whoever submits or withdraws it does.
     */
    void lock(Viewer viewer, long id);

    /** Everybody who had to has agreed. */
    void approved(Viewer viewer, long id);

    /** It was rejected, returned to its submitter or cancelled: a draft again. */
    void refused(Viewer viewer, long id, String reason);
}
