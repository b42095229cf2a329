package headwater.crm.duplicate;

import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;

/**
 * What is looked for.
 *
 * @param id of the record itself, which is no duplicate of itself; 0 for a new one
 * @param accountId the customer that the record is or belongs to: people share its telephone
 * @param keys those that count
 */
public record Probe(RecordType type, long id, @Nullable Long accountId, DuplicateKeys keys) {}
