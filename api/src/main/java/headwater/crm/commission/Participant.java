package headwater.crm.commission;

import org.jspecify.annotations.Nullable;

/** Whom a plan is for: a person, or everybody in a team or below it. */
public record Participant(long planId, @Nullable Long userId, @Nullable Long teamId) {}
