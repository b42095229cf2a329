package headwater.crm.campaign;

import headwater.crm.shared.Stamp;
import headwater.crm.shared.Stamped;

import org.jspecify.annotations.Nullable;

/** Where enquiries come from, as the company calls it. */
public record LeadSource(
        long id, String name, boolean active, @Nullable String externalId, Stamp stamp)
        implements Stamped {}
