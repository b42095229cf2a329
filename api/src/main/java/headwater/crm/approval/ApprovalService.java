package headwater.crm.approval;

import headwater.crm.permission.Viewer;
import headwater.crm.shared.RecordType;

import org.springframework.stereotype.Service;

/**
 * Where records ask whether somebody must agree. Without flows nobody must, so that what is
 * submitted is approved at once.
 */
@Service
public class ApprovalService {

    /**
     * Whether the record, which its submitter has just submitted, waits for somebody; false as long
     * as there are no flows.
     */
    public boolean start(Viewer viewer, RecordType type, long id) {
        return false;
    }

    /** The submitter takes back what waits; {@link Approvable#refused} is not called. */
    public void withdraw(Viewer viewer, RecordType type, long id) {}
}
