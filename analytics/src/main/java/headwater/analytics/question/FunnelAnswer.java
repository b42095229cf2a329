package headwater.analytics.question;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A pipeline's funnel.
 *
 * @param stages the open stages in order
 * @param won of the cohort
 * @param lost of the cohort
 * @param currency ISO 4217 code of all amounts
 */
public record FunnelAnswer(
        int definitionVersion, String currency, List<Stage> stages, Outcome won, Outcome lost) {

    /**
     * An open stage.
     *
     * @param reached how many of the cohort got this far or further; skipping it counts
     * @param reachedAmount their amounts, as of the question
     * @param conversionFromPrevious reached over reached of the stage before; null for the first
     * @param inStageNow how many of all open opportunities are here as of the question
     * @param inStageAmount their amounts; an unknown amount adds nothing
     * @param inStageWeightedAmount their amounts times their probabilities
     */
    public record Stage(
            long stageId,
            String name,
            int ordinal,
            long reached,
            double reachedAmount,
            @Nullable Ratio conversionFromPrevious,
            long inStageNow,
            double inStageAmount,
            double inStageWeightedAmount) {}

    /** A guarded division; its value is null if there is nothing to divide by. */
    public record Ratio(@Nullable Double value, long numerator, long denominator) {

        static Ratio of(long numerator, long denominator) {
            Double value = denominator == 0 ? null : (double) numerator / denominator;
            return new Ratio(value, numerator, denominator);
        }
    }

    /** How opportunities ended. */
    public record Outcome(long count, double amount) {}
}
