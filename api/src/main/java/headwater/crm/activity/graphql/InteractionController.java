package headwater.crm.activity.graphql;

import headwater.crm.account.Account;
import headwater.crm.activity.ConfirmationService;
import headwater.crm.activity.Interaction;
import headwater.crm.activity.InteractionDraft;
import headwater.crm.activity.InteractionService;
import headwater.crm.activity.InteractionService.Text;
import headwater.crm.contact.Contact;
import headwater.crm.graphql.Given;
import headwater.crm.graphql.Payload;
import headwater.crm.graphql.RecordVersion;
import headwater.crm.lead.Lead;
import headwater.crm.opportunity.Opportunity;
import headwater.crm.permission.Viewer;
import headwater.crm.shared.Connection;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.ArgumentValue;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

import java.util.Set;

@Controller
class InteractionController {
    private final InteractionService service;
    private final ConfirmationService confirmations;

    InteractionController(InteractionService service, ConfirmationService confirmations) {
        this.service = service;
        this.confirmations = confirmations;
    }

    record UpdateInteractionInput(
            String id,
            int expectedVersion,
            ArgumentValue<String> subject,
            ArgumentValue<String> content) {
        Text applyTo(Text before) {
            return new Text(
                    Given.orKept(subject, before.subject()), Given.or(content, before.content()));
        }
    }

    @QueryMapping
    @Nullable Interaction interaction(Viewer viewer, @Argument String id) {
        return service.byIds(viewer, Set.of(RecordType.INTERACTION.decode(id))).stream()
                .findFirst()
                .orElse(null);
    }

    @QueryMapping
    Connection<Interaction> myInteractions(Viewer viewer, ListRequest request) {
        return service.own(viewer, request);
    }

    @MutationMapping
    Payload<Interaction> createInteraction(Viewer viewer, @Argument InteractionDraft input) {
        return Payload.of(() -> service.create(viewer, input));
    }

    @MutationMapping
    Payload<Interaction> updateInteraction(Viewer viewer, @Argument UpdateInteractionInput input) {
        return Payload.of(
                () ->
                        service.rewrite(
                                viewer,
                                RecordType.INTERACTION.decode(input.id()),
                                input.expectedVersion(),
                                Given.change(input, input::applyTo)));
    }

    @MutationMapping
    Payload<Interaction> confirmInteraction(Viewer viewer, @Argument RecordVersion input) {
        return Payload.of(
                () ->
                        confirmations.confirm(
                                viewer,
                                RecordType.INTERACTION.decode(input.id()),
                                input.expectedVersion()));
    }

    @SchemaMapping(field = "interactions")
    Connection<Interaction> ofAccount(Account account, Viewer viewer, ListRequest request) {
        return service.of(viewer, RecordType.ACCOUNT, account.id(), request);
    }

    @SchemaMapping(field = "interactions")
    Connection<Interaction> ofContact(Contact contact, Viewer viewer, ListRequest request) {
        return service.of(viewer, RecordType.CONTACT, contact.id(), request);
    }

    @SchemaMapping(field = "interactions")
    Connection<Interaction> ofOpportunity(
            Opportunity opportunity, Viewer viewer, ListRequest request) {
        return service.of(viewer, RecordType.OPPORTUNITY, opportunity.id(), request);
    }

    @SchemaMapping(field = "interactions")
    Connection<Interaction> ofLead(Lead lead, Viewer viewer, ListRequest request) {
        return service.of(viewer, RecordType.LEAD, lead.id(), request);
    }
}
