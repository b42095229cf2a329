package headwater.crm.opportunity;

import org.jspecify.annotations.Nullable;

/**
 * A move that waits until somebody has agreed.
 *
 * @param reason what its mover said
 */
record Pending(long stageId, @Nullable String reason) {

    static @Nullable Pending of(@Nullable Long stageId, @Nullable String reason) {
        return stageId == null ? null : new Pending(stageId, reason);
    }
}
