package headwater.crm.contract;

import java.time.LocalDate;

/**
 * A contract whose owner shall turn to the customer.
 *
 * @param on the day of acceptance, or the last day of the contract
 */
record Care(Occasion occasion, long contractId, String number, long ownerId, LocalDate on) {

    /** Why he shall. */
    enum Occasion {
        /** The work was accepted a month ago. */
        ACCEPTED("care", "验收满 30 天，请回访客户 Accepted 30 days ago, ask the customer"),
        /** The contract ends within a month. */
        ENDING("renewal", "合同将于 30 天内到期，请洽谈续约 Ends within 30 days, offer a renewal");

        static final int DAYS = 30;

        private final String key;
        private final String title;

        Occasion(String key, String title) {
            this.key = key;
            this.title = title;
        }

        /** What the keys of its to-dos begin with. */
        String key() {
            return key;
        }
    }

    String key() {
        return "%s:%d:%s".formatted(occasion.key, contractId, on);
    }

    String title() {
        return "%s: %s".formatted(occasion.title, number);
    }
}
