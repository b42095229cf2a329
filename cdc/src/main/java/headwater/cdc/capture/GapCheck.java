package headwater.cdc.capture;

import headwater.cdc.change.Position;
import headwater.cdc.health.Gap;

import org.jspecify.annotations.Nullable;

/** Decides at a start whether PostgreSQL still holds every change that the warehouse lacks. */
final class GapCheck {

    /** What to do. */
    enum Decision {
        /** Nothing was promised yet: copy everything, from scratch. */
        COPY,
        /**
         * Go on at the slot's position; what was already applied comes again and changes nothing.
         */
        RESUME
    }

    /** What was found on both sides. */
    record Findings(
            Slot.@Nullable State slot,
            @Nullable Position watermark,
            boolean holdsTransactions,
            String knownSource,
            String actualSource,
            Position sourceEnd) {}

    private GapCheck() {}

    /**
     * @throws Gap with the reason
     */
    static Decision decide(Findings found) {
        Position watermark = found.watermark();
        if (watermark == null) {
            if (found.holdsTransactions()) {
                throw new Gap("the warehouse holds streamed transactions but no watermark");
            }
            return Decision.COPY;
        }
        if (!found.knownSource().isEmpty() && !found.knownSource().equals(found.actualSource())) {
            throw new Gap("this PostgreSQL is another one than the warehouse was filled from");
        }
        if (watermark.isAfter(found.sourceEnd())) {
            throw new Gap(
                    "PostgreSQL ends at %s, before the warehouse's %s: it was restored to an earlier state"
                            .formatted(found.sourceEnd(), watermark));
        }
        Slot.State slot = found.slot();
        if (slot == null) {
            throw new Gap("replication slot crm_cdc is gone");
        }
        if (slot.isLost()) {
            throw new Gap(
                    "replication slot crm_cdc lost its log: the stream was away for too long");
        }
        if (slot.confirmed().isAfter(watermark)) {
            throw new Gap(
                    "replication slot crm_cdc stands at %s, after the warehouse's %s: it was moved or made anew, or the warehouse was restored"
                            .formatted(slot.confirmed(), watermark));
        }
        return Decision.RESUME;
    }
}
