package headwater.crm.outcome;

import headwater.crm.shared.Stamp;
import headwater.crm.shared.Stamped;

import org.jspecify.annotations.Nullable;

/** Who else sells to the customers. */
public record Competitor(
        long id,
        String name,
        @Nullable String website,
        @Nullable String strengths,
        @Nullable String weaknesses,
        boolean active,
        @Nullable String externalId,
        Stamp stamp)
        implements Stamped {}
