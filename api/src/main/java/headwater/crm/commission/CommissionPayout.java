package headwater.crm.commission;

import headwater.crm.shared.Money;
import headwater.crm.shared.Stamp;
import headwater.crm.shared.Stamped;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;

/**
 * What a seller is paid of his commissions.
 *
 * @param ownerId the seller
 * @param earnedUntil last day of the entries that it pays
 * @param reference of the payment; of a void one, why it is
 * @param closedById who paid it or made it void
 */
public record CommissionPayout(
        long id,
        long ownerId,
        LocalDate earnedUntil,
        BigDecimal value,
        String currency,
        State state,
        @Nullable LocalDate paidOn,
        @Nullable String reference,
        @Nullable Long closedById,
        Stamp stamp)
        implements Stamped {

    /** What became of it. */
    public enum State {
        APPROVED,
        PAID,
        VOID
    }

    public Money amount() {
        return new Money(value, currency);
    }

    CommissionPayout closed(
            State as, @Nullable LocalDate on, @Nullable String why, @Nullable Long by) {
        return new CommissionPayout(
                id, ownerId, earnedUntil, value, currency, as, on, why, by, stamp);
    }

    void requireApproved(Violations violations) {
        if (state != State.APPROVED) {
            violations.add(Code.WRONG_STATE, "The payout is %s already.".formatted(state), "id");
        }
    }

    /** Nobody pays himself, and whoever approved does not pay. */
    void requireAnother(@Nullable Long person, State as, Violations violations) {
        if (Objects.equals(person, ownerId)) {
            violations.add(Code.NOT_PERMITTED, "Nobody decides about his own commissions.", "id");
        }
        if (as == State.PAID && Objects.equals(person, createdById())) {
            violations.add(
                    Code.NOT_PERMITTED,
                    "Whoever approved a payout does not pay it; somebody else does.",
                    "id");
        }
    }
}
