package headwater.crm.opportunity;

import java.time.Instant;

/**
 * An open opportunity that nobody has touched for long.
 *
 * @param since its last change or interaction
 */
record Stale(long opportunityId, int version, String name, long ownerId, Instant since) {}
