package headwater.crm.contact;

import headwater.crm.account.CustomerTie;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.BusinessTime;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Contacts go with their customer into his pool and out of it. */
@Component
class ContactsOfCustomer implements CustomerTie {
    private final ContactRepository repository;
    private final BusinessTime time;

    ContactsOfCustomer(ContactRepository repository, BusinessTime time) {
        this.repository = repository;
        this.time = time;
    }

    @Override
    public void held(Viewer viewer, long accountId, @Nullable Long ownerId, @Nullable Long workOf) {
        repository.held(viewer, accountId, ownerId, time.now());
    }
}
