package headwater.crm.finance.graphql;

import headwater.crm.finance.FinanceEvent;
import headwater.crm.finance.FinanceService;
import headwater.crm.finance.Reconciliation;
import headwater.crm.permission.Viewer;
import headwater.crm.shared.Connection;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

@Controller
class FinanceController {
    private final FinanceService service;

    FinanceController(FinanceService service) {
        this.service = service;
    }

    @QueryMapping
    @Nullable FinanceEvent financeEvent(Viewer viewer, @Argument String id) {
        return service.byIds(viewer, Set.of(RecordType.FINANCE_EVENT.decode(id))).stream()
                .findFirst()
                .orElse(null);
    }

    @QueryMapping
    Connection<FinanceEvent> financeEvents(Viewer viewer, ListRequest request) {
        return service.list(viewer, request);
    }

    @QueryMapping
    List<Reconciliation> financeReconciliation(
            Viewer viewer, @Argument LocalDate from, @Argument LocalDate to) {
        return service.reconciliation(viewer, from, to);
    }
}
