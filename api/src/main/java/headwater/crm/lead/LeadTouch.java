package headwater.crm.lead;

import headwater.crm.shared.Identified;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** One time that marketing reached somebody. */
public record LeadTouch(
        long id,
        long leadId,
        Instant at,
        @Nullable Long sourceId,
        @Nullable Long campaignId,
        @Nullable Utm utm,
        @Nullable String page,
        @Nullable String referrer)
        implements Identified {

    /** What the link said that somebody came by. */
    public record Utm(
            @Nullable String source,
            @Nullable String medium,
            @Nullable String campaign,
            @Nullable String term,
            @Nullable String content) {}
}
