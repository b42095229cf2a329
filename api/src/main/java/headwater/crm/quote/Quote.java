package headwater.crm.quote;

import headwater.crm.record.OfCustomer;
import headwater.crm.shared.Money;
import headwater.crm.shared.Stamp;
import headwater.crm.shared.Stamped;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One revision of an offer to a customer.
 *
 * @param number shared by all revisions
 * @param revision from 1
 * @param ownerId the opportunity's owner
 * @param validUntil inclusive
 * @param value sum of the lines in {@code currency}
 * @param companyValue the same in the company's currency at the dated rate, fixed when written and
 *     again when sent
 * @param maxDiscountPercent the largest of a line, off what the price books say
 */
public record Quote(
        long id,
        String number,
        int revision,
        long opportunityId,
        @Nullable Long accountId,
        @Nullable Long contactId,
        long ownerId,
        State state,
        String currency,
        @Nullable Long priceBookId,
        LocalDate validUntil,
        @Nullable String terms,
        BigDecimal value,
        BigDecimal companyValue,
        String companyCurrency,
        BigDecimal maxDiscountPercent,
        List<QuoteLine> lines,
        @Nullable Instant submittedAt,
        @Nullable Instant approvedAt,
        @Nullable Instant sentAt,
        @Nullable Instant closedAt,
        @Nullable String closeReason,
        Stamp stamp)
        implements Stamped, OfCustomer {

    /** What became of it. */
    public enum State {
        DRAFT,
        IN_APPROVAL,
        APPROVED,
        SENT,
        ACCEPTED,
        REJECTED,
        EXPIRED,
        SUPERSEDED;

        /** Those in which it can still come to be sent. */
        static final Set<State> BEFORE_SENT = EnumSet.of(DRAFT, IN_APPROVAL, APPROVED);
    }

    public @Nullable Money amount() {
        return Money.of(value, currency);
    }

    public @Nullable Money companyAmount() {
        return Money.of(companyValue, companyCurrency);
    }

    static BigDecimal total(List<QuoteLine> lines) {
        return lines.stream().map(QuoteLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    static BigDecimal largestDiscount(List<QuoteLine> lines) {
        return lines.stream()
                .map(QuoteLine::effectiveDiscountPercent)
                .reduce(BigDecimal.ZERO, BigDecimal::max);
    }

    /** Adds a violation unless the quote is in one of these states, and alive. */
    void requireState(Violations violations, String what, State... states) {
        if (stamp.deletedAt() != null) {
            violations.add(Code.WRONG_STATE, "The quote is in the recycle bin.", "id");
        } else if (!Arrays.asList(states).contains(state)) {
            violations.add(
                    Code.WRONG_STATE,
                    "The quote is %s; %s takes one that is %s."
                            .formatted(state, what, Arrays.toString(states)),
                    "id");
        }
    }

    /** What would be sent must be worth sending. */
    void requireComplete(LocalDate today, Violations violations) {
        if (lines.isEmpty()) {
            violations.add(Code.REQUIRED, "A quote needs at least one line.", "lines");
        }
        requireValidOn(today, violations);
    }

    void requireValidOn(LocalDate today, Violations violations) {
        if (validUntil.isBefore(today)) {
            violations.add(
                    Code.WRONG_STATE,
                    "The quote was valid until %s; revise it.".formatted(validUntil),
                    "validUntil");
        }
    }

    @Override
    public @Nullable Long customerId() {
        return accountId;
    }
}
