package headwater.crm.opportunity.graphql;

import graphql.GraphQLContext;

import headwater.crm.graphql.Details;
import headwater.crm.graphql.Payload;
import headwater.crm.graphql.ViewerArgument;
import headwater.crm.opportunity.Opportunity;
import headwater.crm.opportunity.OpportunitySplit;
import headwater.crm.opportunity.Splits.SplitDraft;
import headwater.crm.opportunity.TeamSelling;
import headwater.crm.permission.Viewer;
import headwater.crm.shared.Identified;
import headwater.crm.shared.RecordType;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

import java.util.List;
import java.util.Map;

@Controller
class TeamSellingController {
    private final TeamSelling service;

    TeamSellingController(TeamSelling service) {
        this.service = service;
    }

    record SetOpportunitySplitsInput(String id, int expectedVersion, List<SplitDraft> splits) {}

    @MutationMapping
    Payload<Opportunity> setOpportunitySplits(
            Viewer viewer, @Argument SetOpportunitySplitsInput input) {
        return Payload.of(
                () ->
                        service.set(
                                viewer,
                                RecordType.OPPORTUNITY.decode(input.id()),
                                input.expectedVersion(),
                                input.splits()));
    }

    @BatchMapping
    Map<Opportunity, List<OpportunitySplit>> splits(
            List<Opportunity> opportunities, GraphQLContext context) {
        return Details.of(
                opportunities,
                service.of(ViewerArgument.of(context), Identified.ids(opportunities)),
                OpportunitySplit::opportunityId);
    }
}
