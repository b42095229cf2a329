package headwater.crm.assignment.graphql;

import graphql.GraphQLContext;

import headwater.crm.assignment.AssignmentRule;
import headwater.crm.assignment.AssignmentRuleService;
import headwater.crm.assignment.AssignmentRuleService.StatedCandidate;
import headwater.crm.campaign.Campaign;
import headwater.crm.campaign.CampaignService;
import headwater.crm.campaign.LeadSource;
import headwater.crm.campaign.LeadSourceService;
import headwater.crm.graphql.Details;
import headwater.crm.graphql.ViewerArgument;
import headwater.crm.shared.Identified;

import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.stereotype.Controller;

import java.util.List;
import java.util.Map;

@Controller
class AssignmentController {
    private final AssignmentRuleService rules;
    private final LeadSourceService sources;
    private final CampaignService campaigns;

    AssignmentController(
            AssignmentRuleService rules, LeadSourceService sources, CampaignService campaigns) {
        this.rules = rules;
        this.sources = sources;
        this.campaigns = campaigns;
    }

    @BatchMapping
    Map<AssignmentRule, List<StatedCandidate>> candidates(
            List<AssignmentRule> of, GraphQLContext context) {
        return Details.of(
                of,
                rules.candidates(ViewerArgument.of(context), Identified.ids(of)),
                StatedCandidate::ruleId);
    }

    @BatchMapping(typeName = "AssignmentRule", field = "sources")
    Map<AssignmentRule, List<LeadSource>> sources(List<AssignmentRule> of, GraphQLContext context) {
        return Details.named(
                of,
                rule -> rule.conditions().sources(),
                keys -> sources.byIds(ViewerArgument.of(context), keys));
    }

    @BatchMapping(typeName = "AssignmentRule", field = "campaigns")
    Map<AssignmentRule, List<Campaign>> campaigns(List<AssignmentRule> of, GraphQLContext context) {
        return Details.named(
                of,
                rule -> rule.conditions().campaigns(),
                keys -> campaigns.byIds(ViewerArgument.of(context), keys));
    }
}
