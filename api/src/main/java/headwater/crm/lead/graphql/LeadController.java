package headwater.crm.lead.graphql;

import graphql.GraphQLContext;

import headwater.crm.assignment.Decision;
import headwater.crm.graphql.Details;
import headwater.crm.graphql.Payload;
import headwater.crm.graphql.ViewerArgument;
import headwater.crm.lead.Lead;
import headwater.crm.lead.Lead.Stage;
import headwater.crm.lead.LeadChange;
import headwater.crm.lead.LeadService;
import headwater.crm.lead.LeadStageService;
import headwater.crm.lead.LeadTouch;
import headwater.crm.permission.Viewer;
import headwater.crm.shared.Identified;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

@Controller
class LeadController {
    private final LeadService service;
    private final LeadStageService stages;

    LeadController(LeadService service, LeadStageService stages) {
        this.service = service;
        this.stages = stages;
    }

    record MoveLeadInput(String id, int expectedVersion, Stage stage, @Nullable String reason) {}

    record DisqualifyLeadInput(String id, int expectedVersion, String reason) {}

    @MutationMapping
    Payload<Lead> moveLead(Viewer viewer, @Argument MoveLeadInput input) {
        return Payload.of(
                () ->
                        stages.move(
                                viewer,
                                RecordType.LEAD.decode(input.id()),
                                input.expectedVersion(),
                                input.stage(),
                                input.reason()));
    }

    @MutationMapping
    Payload<Lead> disqualifyLead(Viewer viewer, @Argument DisqualifyLeadInput input) {
        return Payload.of(
                () ->
                        stages.disqualify(
                                viewer,
                                RecordType.LEAD.decode(input.id()),
                                input.expectedVersion(),
                                input.reason()));
    }

    @BatchMapping
    Map<Lead, List<LeadChange>> changes(List<Lead> leads, GraphQLContext context) {
        return Details.of(
                leads,
                service.changes(ViewerArgument.of(context), Identified.ids(leads)),
                LeadChange::leadId);
    }

    @BatchMapping
    Map<Lead, List<LeadTouch>> touches(List<Lead> leads, GraphQLContext context) {
        return Details.of(
                leads,
                service.touches(ViewerArgument.of(context), Identified.ids(leads)),
                LeadTouch::leadId);
    }

    @BatchMapping
    Map<Lead, List<Decision>> assignments(List<Lead> leads, GraphQLContext context) {
        Map<Long, List<Decision>> made =
                service.decisions(ViewerArgument.of(context), Identified.ids(leads));
        return leads.stream()
                .collect(
                        Collectors.toMap(
                                Function.identity(),
                                lead -> made.getOrDefault(lead.id(), List.of()),
                                (first, second) -> first));
    }
}
