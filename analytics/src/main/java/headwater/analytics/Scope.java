package headwater.analytics;

import java.util.Set;

/** The opportunities an asker may see. Whatever a question counts, it counts among these. */
public sealed interface Scope {

    /** Every opportunity. */
    record All() implements Scope {}

    /**
     * Opportunities whose current owner is one of these users, and some by their ids; none if both
     * sets are empty.
     */
    record Some(Set<Long> ownerIds, Set<Long> opportunityIds) implements Scope {
        public Some {
            ownerIds = Set.copyOf(ownerIds);
            opportunityIds = Set.copyOf(opportunityIds);
        }
    }
}
