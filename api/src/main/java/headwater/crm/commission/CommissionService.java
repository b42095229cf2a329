package headwater.crm.commission;

import headwater.crm.permission.Viewer;
import headwater.crm.record.RecordLoader;
import headwater.crm.shared.Connection;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.RecordType;

import org.springframework.stereotype.Service;

import java.util.List;
import java.util.Set;

/** Reads the ledger: own entries, and those of whoever the viewer's roles reach. */
@Service
public class CommissionService implements RecordLoader<CommissionEntry> {
    private final CommissionEntryRepository repository;

    CommissionService(CommissionEntryRepository repository) {
        this.repository = repository;
    }

    @Override
    public RecordType type() {
        return RecordType.COMMISSION_ENTRY;
    }

    @Override
    public List<CommissionEntry> byIds(Viewer viewer, Set<Long> ids) {
        return repository.byIds(viewer, ids);
    }

    public Connection<CommissionEntry> list(Viewer viewer, ListRequest request) {
        return repository.list(viewer, request);
    }
}
