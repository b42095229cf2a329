package headwater.crm.approval;

import headwater.crm.permission.Viewer;
import headwater.crm.shared.RecordType;

import org.springframework.stereotype.Service;

/** Starts approvals of records and takes them back. */
@Service
public class ApprovalService {

    /**
     * Whether the record, which its submitter has just submitted, waits for somebody; when false,
     * nobody has to agree.
     */
    public boolean start(Viewer viewer, RecordType type, long id) {
        return false;
    }

    /** The submitter takes back what waits; {@link Approvable#refused} is not called. */
    public void withdraw(Viewer viewer, RecordType type, long id) {}
}
