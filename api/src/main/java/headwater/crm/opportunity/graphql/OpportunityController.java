package headwater.crm.opportunity.graphql;

import headwater.crm.graphql.Given;
import headwater.crm.graphql.ImportPayload;
import headwater.crm.graphql.Payload;
import headwater.crm.graphql.RecordVersion;
import headwater.crm.opportunity.LineDraft;
import headwater.crm.opportunity.Opportunity;
import headwater.crm.opportunity.OpportunityDraft;
import headwater.crm.opportunity.OpportunityImport;
import headwater.crm.opportunity.OpportunityService;
import headwater.crm.opportunity.OpportunityUpdateService;
import headwater.crm.permission.Door;
import headwater.crm.permission.Viewer;
import headwater.crm.pipeline.ForecastCategory;
import headwater.crm.record.RecordLoader;
import headwater.crm.shared.Connection;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.ArgumentValue;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

@Controller
class OpportunityController implements RecordLoader<Opportunity> {
    private final OpportunityService service;
    private final OpportunityUpdateService updates;
    private final OpportunityImport imports;

    OpportunityController(
            OpportunityService service,
            OpportunityUpdateService updates,
            OpportunityImport imports) {
        this.service = service;
        this.updates = updates;
        this.imports = imports;
    }

    record UpdateOpportunityInput(
            String id,
            int expectedVersion,
            ArgumentValue<String> name,
            ArgumentValue<RecordRef> account,
            ArgumentValue<RecordRef> contact,
            ArgumentValue<RecordRef> owner,
            ArgumentValue<BigDecimal> amount,
            ArgumentValue<String> currency,
            ArgumentValue<LocalDate> closeOn,
            ArgumentValue<Integer> probability,
            ArgumentValue<ForecastCategory> forecastCategory,
            ArgumentValue<List<LineDraft>> lines,
            @Nullable Instant at,
            @Nullable String reason) {
        OpportunityDraft applyTo(OpportunityDraft before) {
            return new OpportunityDraft(
                    Given.orKept(name, before.name()),
                    Given.or(account, before.account()),
                    Given.or(contact, before.contact()),
                    Given.or(owner, before.owner()),
                    before.pipeline(),
                    before.stage(),
                    Given.or(amount, before.amount()),
                    Given.or(currency, before.currency()),
                    Given.or(closeOn, before.closeOn()),
                    Given.or(probability, before.probability()),
                    Given.or(forecastCategory, before.forecastCategory()),
                    Given.or(lines, null),
                    before.createdAt(),
                    before.externalId(),
                    null);
        }
    }

    record ImportOpportunitiesInput(List<OpportunityImport.Row> rows) {}

    @QueryMapping
    @Nullable Opportunity opportunity(Viewer viewer, @Argument String id) {
        return byIds(viewer, Set.of(RecordType.OPPORTUNITY.decode(id))).stream()
                .findFirst()
                .orElse(null);
    }

    @QueryMapping
    Connection<Opportunity> opportunities(Viewer viewer, ListRequest request) {
        return service.list(viewer, request);
    }

    @MutationMapping
    Payload<Opportunity> createOpportunity(Viewer viewer, @Argument OpportunityDraft input) {
        return Payload.of(() -> service.create(viewer, input));
    }

    @MutationMapping
    Payload<Opportunity> updateOpportunity(Viewer viewer, @Argument UpdateOpportunityInput input) {
        return Payload.of(
                () ->
                        updates.update(
                                viewer,
                                RecordType.OPPORTUNITY.decode(input.id()),
                                input.expectedVersion(),
                                Given.change(input, input::applyTo),
                                input.at(),
                                input.reason()));
    }

    @MutationMapping
    Payload<Opportunity> deleteOpportunity(Viewer viewer, @Argument RecordVersion input) {
        return Payload.of(
                () ->
                        service.delete(
                                viewer,
                                RecordType.OPPORTUNITY.decode(input.id()),
                                input.expectedVersion()));
    }

    @MutationMapping
    Payload<Opportunity> restoreOpportunity(Viewer viewer, @Argument RecordVersion input) {
        return Payload.of(
                () ->
                        service.restore(
                                viewer,
                                RecordType.OPPORTUNITY.decode(input.id()),
                                input.expectedVersion()));
    }

    @MutationMapping
    ImportPayload importOpportunities(Viewer viewer, @Argument ImportOpportunitiesInput input) {
        Viewer importing = viewer.through(Door.IMPORT);
        return ImportPayload.of(
                type(),
                input.rows(),
                row -> row.opportunity().externalId(),
                externalIds -> service.byExternalIds(importing, externalIds),
                row -> imports.create(importing, row).id());
    }

    @Override
    public RecordType type() {
        return RecordType.OPPORTUNITY;
    }

    @Override
    public List<Opportunity> byIds(Viewer viewer, Set<Long> ids) {
        return service.byIds(viewer, ids);
    }
}
