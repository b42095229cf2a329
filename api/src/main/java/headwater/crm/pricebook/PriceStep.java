package headwater.crm.pricebook;

/**
 * One reason for a price, or against another.
 *
 * @param en for people, in English
 * @param zh the same in Chinese
 */
public record PriceStep(Kind kind, Outcome outcome, String en, String zh) {

    /** What was looked at. */
    public enum Kind {
        BOOK,
        ENTRY,
        RULE,
        LIST_PRICE
    }

    /** What came of it. */
    public enum Outcome {
        TRIED,
        PASSED_OVER,
        CHOSEN
    }
}
