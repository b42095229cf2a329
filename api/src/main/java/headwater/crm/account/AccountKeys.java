package headwater.crm.account;

import headwater.crm.duplicate.DuplicateKeys;

/** What accounts are compared by. */
final class AccountKeys {
    private AccountKeys() {}

    static DuplicateKeys of(AccountDraft draft) {
        return DuplicateKeys.of(draft.uscc(), draft.name(), draft.phone(), null);
    }
}
