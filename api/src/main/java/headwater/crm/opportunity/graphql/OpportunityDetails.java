package headwater.crm.opportunity.graphql;

import graphql.GraphQLContext;

import headwater.crm.graphql.ViewerArgument;
import headwater.crm.opportunity.Opportunity;
import headwater.crm.opportunity.OpportunityChange;
import headwater.crm.opportunity.OpportunityLine;
import headwater.crm.opportunity.OpportunityService;

import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.stereotype.Controller;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What hangs on opportunities, one statement for all of a page. */
@Controller
class OpportunityDetails {
    private final OpportunityService service;

    OpportunityDetails(OpportunityService service) {
        this.service = service;
    }

    @BatchMapping
    Map<Opportunity, List<OpportunityLine>> lines(
            List<Opportunity> opportunities, GraphQLContext context) {
        return grouped(
                opportunities,
                service.lines(ViewerArgument.of(context), ids(opportunities)),
                OpportunityLine::opportunityId);
    }

    @BatchMapping
    Map<Opportunity, List<OpportunityChange>> changes(
            List<Opportunity> opportunities, GraphQLContext context) {
        return grouped(
                opportunities,
                service.changes(ViewerArgument.of(context), ids(opportunities)),
                OpportunityChange::opportunityId);
    }

    private static Set<Long> ids(List<Opportunity> opportunities) {
        return opportunities.stream().map(Opportunity::id).collect(Collectors.toSet());
    }

    private static <T> Map<Opportunity, List<T>> grouped(
            List<Opportunity> opportunities, List<T> details, Function<T, Long> opportunityId) {
        Map<Long, List<T>> byOpportunity =
                details.stream().collect(Collectors.groupingBy(opportunityId));
        return opportunities.stream()
                .collect(
                        Collectors.toMap(
                                Function.identity(),
                                opportunity ->
                                        byOpportunity.getOrDefault(opportunity.id(), List.of()),
                                (first, second) -> first));
    }
}
