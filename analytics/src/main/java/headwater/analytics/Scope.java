package headwater.analytics;

import java.util.Set;

/** The opportunities an asker may see. Whatever a question counts, it counts among these. */
public sealed interface Scope {

    /** Every opportunity. */
    record All() implements Scope {}

    /** Opportunities whose current owner is one of these users; none if the set is empty. */
    record Owners(Set<Long> userIds) implements Scope {
        public Owners {
            userIds = Set.copyOf(userIds);
        }
    }
}
