package headwater.crm.contact;

import headwater.crm.duplicate.DuplicateKeys;

/** What contacts are compared by. */
final class ContactKeys {
    private ContactKeys() {}

    static DuplicateKeys of(ContactDraft draft) {
        return DuplicateKeys.of(null, null, draft.phone(), draft.email());
    }
}
