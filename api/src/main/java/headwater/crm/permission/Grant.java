package headwater.crm.permission;

import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;

/**
 * Allows one action on one kind of record, as far as the scope reaches.
 *
 * @param teamId the team of {@link GrantScope#LISTED_TEAM}; else null
 */
public record Grant(RecordType object, Action action, GrantScope scope, @Nullable Long teamId) {}
