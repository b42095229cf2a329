package headwater.crm.contact;

import headwater.crm.followup.FollowedRecords;
import headwater.crm.shared.RecordType;

import org.springframework.stereotype.Component;

/** To follow up a contact is to follow up his account. */
@Component
class ContactFollowup extends FollowedRecords<Contact> {
    ContactFollowup(ContactRepository repository) {
        super(RecordType.CONTACT, repository);
    }

    @Override
    protected Whose whose(Contact contact) {
        return new Whose(contact.ownerId(), contact.accountId());
    }
}
