package headwater.crm.pool;

import headwater.crm.pool.Poolable.Agreement;

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

    /** Whether it says anything of a record with or without such a contract. */
    boolean speaksOf(@Nullable Agreement agreement) {
        return switch (trigger) {
            case OWNER_DISABLED -> false;
            case CONTRACT_ENDED -> agreement != null && agreement.endsOn() != null;
            default -> true;
        };
    }

    /** How days are counted on: working days or all days. */
    @FunctionalInterface
    interface Days {
        LocalDate after(LocalDate day, int days);
    }

    /**
     * The last day that the owner has the record; null when this rule sets no day.
     *
     * @param owned the day he got it
     * @param followedUp the day of the last effective follow-up
     * @param extensions effective follow-ups since then, for PROTECTION
     * @param agreement the contract that ends last; null when there has been none
     */
    @Nullable LocalDate dueOn(
            LocalDate owned,
            @Nullable LocalDate followedUp,
            int extensions,
            @Nullable Agreement agreement,
            Days count) {
        if (trigger == Trigger.CONTRACT_ENDED) {
            return agreement == null || agreement.endsOn() == null
                    ? null
                    : count.after(agreement.endsOn(), present(days));
        }
        LocalDate due = dueOn(owned, followedUp, extensions, count);
        if (due == null || agreement == null) {
            return due;
        }
        // A customer with a contract stays with his owner until it ends.
        LocalDate end = agreement.endsOn();
        return end == null ? null : due.isBefore(end) ? end : due;
    }

    private @Nullable LocalDate dueOn(
            LocalDate owned, @Nullable LocalDate followedUp, int extensions, Days count) {
        return switch (trigger) {
            case NO_FOLLOWUP, NO_DEAL -> count.after(countsFrom(owned, followedUp), present(days));
            case PROTECTION -> {
                long extended = present(days) + (long) extensions * present(extensionDays);
                yield count.after(owned, (int) Math.min(extended, present(mostDays)));
            }
            // The one is counted above, the other on no day that is known now.
            case CONTRACT_ENDED, OWNER_DISABLED -> null;
        };
    }

    /** The day from which it counts. */
    LocalDate countsFrom(LocalDate owned, @Nullable LocalDate followedUp) {
        return trigger == Trigger.NO_FOLLOWUP && followedUp != null && followedUp.isAfter(owned)
                ? followedUp
                : owned;
    }

    private static int present(@Nullable Integer number) {
        return Objects.requireNonNull(number);
    }
}
