package headwater.crm.commission.graphql;

import graphql.GraphQLContext;

import headwater.crm.commission.CommissionEntry;
import headwater.crm.commission.CommissionPlan;
import headwater.crm.commission.CommissionPlanService;
import headwater.crm.commission.CommissionService;
import headwater.crm.commission.ContractSplit;
import headwater.crm.commission.Participant;
import headwater.crm.commission.SplitService;
import headwater.crm.commission.Tier;
import headwater.crm.contract.Contract;
import headwater.crm.graphql.Details;
import headwater.crm.graphql.Payload;
import headwater.crm.graphql.ViewerArgument;
import headwater.crm.opportunity.Splits.SplitDraft;
import headwater.crm.permission.Viewer;
import headwater.crm.shared.Connection;
import headwater.crm.shared.Identified;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

@Controller
class CommissionController {
    private final CommissionService entries;
    private final CommissionPlanService plans;
    private final SplitService splits;

    CommissionController(
            CommissionService entries, CommissionPlanService plans, SplitService splits) {
        this.entries = entries;
        this.plans = plans;
        this.splits = splits;
    }

    record SetContractSplitsInput(String id, int expectedVersion, List<SplitDraft> splits) {}

    @QueryMapping
    @Nullable CommissionEntry commissionEntry(Viewer viewer, @Argument String id) {
        return entries.byIds(viewer, Set.of(RecordType.COMMISSION_ENTRY.decode(id))).stream()
                .findFirst()
                .orElse(null);
    }

    @QueryMapping
    Connection<CommissionEntry> commissionEntries(Viewer viewer, ListRequest request) {
        return entries.list(viewer, request);
    }

    @MutationMapping
    Payload<Contract> setContractSplits(Viewer viewer, @Argument SetContractSplitsInput input) {
        return Payload.of(
                () ->
                        splits.set(
                                viewer,
                                RecordType.CONTRACT.decode(input.id()),
                                input.expectedVersion(),
                                input.splits()));
    }

    @BatchMapping
    Map<Contract, List<ContractSplit>> splits(List<Contract> contracts, GraphQLContext context) {
        return Details.of(
                contracts,
                splits.of(ViewerArgument.of(context), Identified.ids(contracts)),
                ContractSplit::contractId);
    }

    @BatchMapping
    Map<CommissionPlan, List<Participant>> participants(
            List<CommissionPlan> asked, GraphQLContext context) {
        return Details.of(
                asked,
                plans.participants(ViewerArgument.of(context), Identified.ids(asked)),
                Participant::planId);
    }

    @BatchMapping
    Map<CommissionPlan, List<Tier>> tiers(List<CommissionPlan> asked, GraphQLContext context) {
        Map<Long, List<Tier>> tiers =
                plans.tiers(ViewerArgument.of(context), Identified.ids(asked));
        return asked.stream()
                .collect(
                        Collectors.toMap(
                                Function.identity(),
                                plan -> tiers.getOrDefault(plan.id(), List.of()),
                                (first, second) -> first));
    }
}
