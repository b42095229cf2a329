package headwater.crm.contract;

import headwater.crm.company.CompanyService;
import headwater.crm.permission.Action;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.BusinessTime;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** Reads what is told of contracts beside their own fields. */
@Service
public class ContractInsight {
    private final ReceivablesRepository receivables;
    private final ContractVersionRepository versions;
    private final AmendmentRepository amendments;
    private final CompanyService company;
    private final BusinessTime time;

    ContractInsight(
            ReceivablesRepository receivables,
            ContractVersionRepository versions,
            AmendmentRepository amendments,
            CompanyService company,
            BusinessTime time) {
        this.receivables = receivables;
        this.versions = versions;
        this.amendments = amendments;
        this.company = company;
        this.time = time;
    }

    /** What was agreed each time, of contracts that the viewer may see; the newest first. */
    public List<ContractVersion> versions(Viewer viewer, Set<Long> contractIds) {
        return versions.of(viewer, contractIds);
    }

    /** Changes that were asked for, of contracts that the viewer may see; the newest first. */
    public List<Amendment> amendments(Viewer viewer, Set<Long> contractIds) {
        return amendments.of(viewer, contractIds);
    }

    /** The day that decides what is overdue. */
    public LocalDate today() {
        return company.company().dayOf(time.now());
    }

    /**
     * What is owed on the contracts that the viewer may see.
     *
     * @param currency null for all, each by itself
     */
    public List<Receivables> receivables(Viewer viewer, @Nullable String currency) {
        requireReadable(viewer);
        return receivables.of(viewer, currency, null, time.now());
    }

    /** What one account owes on the contracts that the viewer may see, by currency. */
    public List<Receivables> receivablesOf(Viewer viewer, long accountId) {
        requireReadable(viewer);
        return receivables.of(viewer, null, accountId, time.now());
    }

    private static void requireReadable(Viewer viewer) {
        viewer.require(RecordType.CONTRACT, Action.READ);
        for (String field : List.of("amount", "paid", "waived")) {
            viewer.requireReadable(RecordType.CONTRACT, field);
        }
    }
}
