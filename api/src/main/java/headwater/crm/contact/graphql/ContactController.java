package headwater.crm.contact.graphql;

import headwater.crm.contact.Contact;
import headwater.crm.contact.ContactDraft;
import headwater.crm.contact.ContactService;
import headwater.crm.graphql.Given;
import headwater.crm.graphql.ImportPayload;
import headwater.crm.graphql.Payload;
import headwater.crm.graphql.RecordLoader;
import headwater.crm.graphql.RecordVersion;
import headwater.crm.permission.Door;
import headwater.crm.permission.Viewer;
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

import java.util.List;
import java.util.Set;

@Controller
class ContactController implements RecordLoader<Contact> {
    private final ContactService service;

    ContactController(ContactService service) {
        this.service = service;
    }

    record UpdateContactInput(
            String id,
            int expectedVersion,
            ArgumentValue<String> name,
            ArgumentValue<String> title,
            ArgumentValue<String> email,
            ArgumentValue<String> phone,
            ArgumentValue<Contact.DecisionRole> decisionRole,
            ArgumentValue<RecordRef> account,
            ArgumentValue<RecordRef> owner) {
        ContactDraft applyTo(ContactDraft before) {
            return new ContactDraft(
                    Given.orKept(name, before.name()),
                    Given.or(title, before.title()),
                    Given.or(email, before.email()),
                    Given.or(phone, before.phone()),
                    Given.or(decisionRole, before.decisionRole()),
                    Given.or(account, before.account()),
                    Given.or(owner, before.owner()),
                    before.createdAt(),
                    before.externalId(),
                    null);
        }
    }

    record ImportContactsInput(List<ContactDraft> rows) {}

    @QueryMapping
    @Nullable Contact contact(Viewer viewer, @Argument String id) {
        return byIds(viewer, Set.of(RecordType.CONTACT.decode(id))).stream()
                .findFirst()
                .orElse(null);
    }

    @QueryMapping
    Connection<Contact> contacts(Viewer viewer, ListRequest request) {
        return service.list(viewer, request);
    }

    @MutationMapping
    Payload<Contact> createContact(Viewer viewer, @Argument ContactDraft input) {
        return Payload.of(() -> service.create(viewer, input));
    }

    @MutationMapping
    Payload<Contact> updateContact(Viewer viewer, @Argument UpdateContactInput input) {
        return Payload.of(
                () ->
                        service.update(
                                viewer,
                                RecordType.CONTACT.decode(input.id()),
                                input.expectedVersion(),
                                Given.change(input, input::applyTo)));
    }

    @MutationMapping
    Payload<Contact> deleteContact(Viewer viewer, @Argument RecordVersion input) {
        return Payload.of(
                () ->
                        service.delete(
                                viewer,
                                RecordType.CONTACT.decode(input.id()),
                                input.expectedVersion()));
    }

    @MutationMapping
    Payload<Contact> restoreContact(Viewer viewer, @Argument RecordVersion input) {
        return Payload.of(
                () ->
                        service.restore(
                                viewer,
                                RecordType.CONTACT.decode(input.id()),
                                input.expectedVersion()));
    }

    @MutationMapping
    ImportPayload importContacts(Viewer viewer, @Argument ImportContactsInput input) {
        Viewer importing = viewer.through(Door.IMPORT);
        return ImportPayload.of(
                type(),
                input.rows(),
                ContactDraft::externalId,
                externalIds -> service.byExternalIds(importing, externalIds),
                row -> service.create(importing, row).id());
    }

    @Override
    public RecordType type() {
        return RecordType.CONTACT;
    }

    @Override
    public List<Contact> byIds(Viewer viewer, Set<Long> ids) {
        return service.byIds(viewer, ids);
    }
}
