package headwater.crm.pool;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/**
 * When a record goes to the pool of its owner.
 *
 * @param grades only records of these; of all when empty
 * @param sources only leads of these; of all when empty
 * @param days null for OWNER_DISABLED
 */
public record RecycleRule(
        long id,
        long poolId,
        List<String> grades,
        List<Long> sources,
        Trigger trigger,
        @Nullable Integer days,
        @Nullable Integer extensionDays,
        @Nullable Integer mostDays,
        boolean workingDays,
        OpenOpportunities openOpportunities) {

    /** What sends records to the pool. */
    public enum Trigger {
        NO_FOLLOWUP,
        NO_DEAL,
        CONTRACT_ENDED,
        PROTECTION,
        OWNER_DISABLED
    }

    /** What happens when a customer with open opportunities is due. */
    public enum OpenOpportunities {
        BLOCK,
        KEEP,
        MOVE
    }

    /** Whether it speaks of a record of this grade and source. */
    boolean fits(@Nullable String grade, @Nullable Long source) {
        return (grades.isEmpty() || (grade != null && grades.contains(grade)))
                && (sources.isEmpty() || (source != null && sources.contains(source)));
    }

    /**
     * The last day that the owner has the record; null when this rule sets no day.
     *
     * @param owned the day he got it
     * @param followedUp the day of the last effective follow-up
     * @param dueBefore what the rule said before that follow-up; null at first
     */
    @Nullable LocalDate dueOn(
            LocalDate owned, @Nullable LocalDate followedUp, @Nullable LocalDate dueBefore) {
        return switch (trigger) {
            case NO_FOLLOWUP ->
                    (followedUp == null || followedUp.isBefore(owned) ? owned : followedUp)
                            .plusDays(present(days));
            case NO_DEAL -> owned.plusDays(present(days));
            case PROTECTION -> {
                LocalDate most = owned.plusDays(present(mostDays));
                LocalDate due =
                        dueBefore == null || followedUp == null
                                ? owned.plusDays(present(days))
                                : dueBefore.plusDays(present(extensionDays));
                yield due.isAfter(most) ? most : due;
            }
            // These depend on what happens elsewhere, not on a day that is known now.
            case CONTRACT_ENDED, OWNER_DISABLED -> null;
        };
    }

    private static int present(@Nullable Integer number) {
        return Objects.requireNonNull(number);
    }
}
