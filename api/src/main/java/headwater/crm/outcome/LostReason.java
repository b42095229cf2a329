package headwater.crm.outcome;

import headwater.crm.shared.Stamp;
import headwater.crm.shared.Stamped;

import org.jspecify.annotations.Nullable;

/** Why deals are lost, as the company calls it. */
public record LostReason(
        long id, String name, boolean active, @Nullable String externalId, Stamp stamp)
        implements Stamped {}
