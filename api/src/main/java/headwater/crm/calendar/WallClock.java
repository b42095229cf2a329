package headwater.crm.calendar;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A zone's history as stretches of one offset each. Within a stretch its wall clock runs evenly;
 * between two it is put forward or back. After the year 2200 the last offset stays.
 */
final class WallClock {
    private static final Instant HORIZON = Instant.parse("2200-01-01T00:00:00Z");

    private final long[] starts;
    private final int[] offsets;

    WallClock(ZoneId zone) {
        ZoneRules rules = zone.getRules();
        List<ZoneOffsetTransition> changes = changes(rules);
        starts = changes.stream().mapToLong(ZoneOffsetTransition::toEpochSecond).toArray();
        offsets = new int[starts.length + 1];
        offsets[0] = rules.getOffset(Instant.MIN).getTotalSeconds();
        for (int i = 0; i < starts.length; i++) {
            offsets[i + 1] = changes.get(i).getOffsetAfter().getTotalSeconds();
        }
    }

    private static List<ZoneOffsetTransition> changes(ZoneRules rules) {
        var changes = new ArrayList<ZoneOffsetTransition>();
        ZoneOffsetTransition next = rules.nextTransition(Instant.MIN);
        while (next != null && next.getInstant().isBefore(HORIZON)) {
            changes.add(next);
            next = rules.nextTransition(next.getInstant());
        }
        return changes;
    }

    int stretches() {
        return offsets.length;
    }

    /** The stretch that holds an instant. */
    int stretchAt(long epochSecond) {
        int found = Arrays.binarySearch(starts, epochSecond);
        return found < 0 ? -found - 1 : found + 1;
    }

    /** The epoch second at which a stretch begins; there is none for the first, number 0. */
    long startOf(int stretch) {
        return starts[stretch - 1];
    }

    /** Seconds to add to UTC. */
    int offsetOf(int stretch) {
        return offsets[stretch];
    }
}
