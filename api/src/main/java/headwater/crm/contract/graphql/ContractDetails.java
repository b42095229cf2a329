package headwater.crm.contract.graphql;

import graphql.GraphQLContext;

import headwater.crm.contract.Amendment;
import headwater.crm.contract.Contract;
import headwater.crm.contract.ContractInsight;
import headwater.crm.contract.ContractVersion;
import headwater.crm.contract.Instalment;
import headwater.crm.contract.Receivables;
import headwater.crm.graphql.Details;
import headwater.crm.graphql.ViewerArgument;
import headwater.crm.permission.Viewer;
import headwater.crm.shared.Identified;

import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What hangs on contracts, one statement for all of a page. */
@Controller
class ContractDetails {
    private final ContractInsight service;

    ContractDetails(ContractInsight service) {
        this.service = service;
    }

    @BatchMapping
    Map<Contract, List<ContractVersion>> versions(
            List<Contract> contracts, GraphQLContext context) {
        return Details.of(
                contracts,
                service.versions(ViewerArgument.of(context), Identified.ids(contracts)),
                ContractVersion::contractId);
    }

    @BatchMapping
    Map<Contract, List<Amendment>> amendments(List<Contract> contracts, GraphQLContext context) {
        return Details.of(
                contracts,
                service.amendments(ViewerArgument.of(context), Identified.ids(contracts)),
                Amendment::contractId);
    }

    @BatchMapping
    Map<Instalment, Boolean> overdue(List<Instalment> instalments) {
        LocalDate today = service.today();
        Map<Instalment, Boolean> overdue = new HashMap<>();
        instalments.forEach(each -> overdue.put(each, each.isOverdue(today)));
        return overdue;
    }

    @QueryMapping
    List<Receivables> receivables(Viewer viewer, @Argument @Nullable String currency) {
        return service.receivables(viewer, currency);
    }
}
