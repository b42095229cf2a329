package headwater.crm.opportunity.graphql;

import graphql.GraphQLContext;

import headwater.crm.graphql.Details;
import headwater.crm.graphql.ViewerArgument;
import headwater.crm.opportunity.Opportunity;
import headwater.crm.opportunity.OpportunityChange;
import headwater.crm.opportunity.OpportunityLine;
import headwater.crm.opportunity.OpportunityService;
import headwater.crm.shared.Identified;

import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.stereotype.Controller;

import java.util.List;
import java.util.Map;

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
        return Details.of(
                opportunities,
                service.lines(ViewerArgument.of(context), Identified.ids(opportunities)),
                OpportunityLine::opportunityId);
    }

    @BatchMapping
    Map<Opportunity, List<OpportunityChange>> changes(
            List<Opportunity> opportunities, GraphQLContext context) {
        return Details.of(
                opportunities,
                service.changes(ViewerArgument.of(context), Identified.ids(opportunities)),
                OpportunityChange::opportunityId);
    }
}
