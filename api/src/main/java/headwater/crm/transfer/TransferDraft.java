package headwater.crm.transfer;

import headwater.crm.shared.RecordRef;
import headwater.crm.sharing.RecordShare.Level;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What a caller says of a transfer.
 *
 * @param records typed ids of accounts, contacts and opportunities
 * @param to the new owner
 * @param withContacts also the contacts of the accounts that belong to their owners
 * @param withOpenOpportunities also the open opportunities of the accounts that belong to their
 *     owners
 * @param keepAccess what the former owners may still do; nothing when null
 */
public record TransferDraft(
        List<String> records,
        RecordRef to,
        @Nullable Boolean withContacts,
        @Nullable Boolean withOpenOpportunities,
        @Nullable Level keepAccess,
        @Nullable String reason) {}
