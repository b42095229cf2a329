package headwater.crm.finance;

import headwater.crm.permission.Action;
import headwater.crm.permission.Viewer;
import headwater.crm.record.RecordLoader;
import headwater.crm.shared.BadInput;
import headwater.crm.shared.Connection;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.RecordType;

import org.springframework.stereotype.Service;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** What finance has to book, and how far the ledger agrees. */
@Service
public class FinanceService implements RecordLoader<FinanceEvent> {
    private final FinanceEventRepository events;
    private final ReconciliationRepository reconciliations;

    FinanceService(FinanceEventRepository events, ReconciliationRepository reconciliations) {
        this.events = events;
        this.reconciliations = reconciliations;
    }

    @Override
    public RecordType type() {
        return RecordType.FINANCE_EVENT;
    }

    @Override
    public List<FinanceEvent> byIds(Viewer viewer, Set<Long> ids) {
        return events.byIds(viewer, ids);
    }

    public Connection<FinanceEvent> list(Viewer viewer, ListRequest request) {
        return events.list(viewer, request);
    }

    /**
     * Receipts beside the vouchers that book them, a line for each currency.
     *
     * @param from first day, by the company's zone
     * @param to last day, inclusive
     * @throws headwater.crm.shared.Forbidden unless the viewer may read both, with their amounts
     * @throws BadInput if the days are the wrong way round
     */
    public List<Reconciliation> reconciliation(Viewer viewer, LocalDate from, LocalDate to) {
        for (RecordType type : List.of(RecordType.FINANCE_EVENT, RecordType.VOUCHER)) {
            viewer.require(type, Action.READ);
            viewer.requireReadable(type, "amount");
        }
        if (to.isBefore(from)) {
            throw new BadInput("to, %s, lies before from, %s.".formatted(to, from));
        }
        return reconciliations.of(viewer, from, to);
    }
}
