package headwater.crm.payment;

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

/**
 * Money that has arrived from a customer.
 *
 * @param contractId the contract that it is meant for; null for any of the customer's
 */
public record Receipt(
        long id,
        String number,
        long accountId,
        @Nullable Long contractId,
        long ownerId,
        Sum sum,
        LocalDate receivedOn,
        Bank bank,
        @Nullable String note,
        Standing standing,
        @Nullable String externalId,
        Stamp stamp)
        implements Stamped, OfCustomer {

    /** What became of it. */
    public enum State {
        REGISTERED,
        CONFIRMED,
        REVERSED
    }

    /** How the bank knows it. */
    public record Bank(
            @Nullable String account, @Nullable String reference, @Nullable String payer) {}

    /** What became of it, and by whom. */
    public record Standing(
            State state,
            @Nullable Instant confirmedAt,
            @Nullable Long confirmedById,
            @Nullable Instant reversedAt,
            @Nullable Long reversedById,
            @Nullable String reverseReason) {
        static final Standing REGISTERED =
                new Standing(State.REGISTERED, null, null, null, null, null);

        Standing confirmed(@Nullable Long by, Instant at) {
            return new Standing(State.CONFIRMED, at, by, null, null, null);
        }

        Standing reversed(@Nullable Long by, Instant at, String reason) {
            return new Standing(State.REVERSED, confirmedAt, confirmedById, at, by, reason);
        }
    }

    @Override
    public Long customerId() {
        return accountId;
    }

    public State state() {
        return standing.state();
    }

    public String currency() {
        return sum.currency();
    }

    public @Nullable Money amount() {
        return Money.of(sum.amount(), sum.currency());
    }

    public @Nullable Money companyAmount() {
        return Money.of(sum.companyAmount(), sum.companyCurrency());
    }

    public BigDecimal rate() {
        return sum.rate();
    }

    public @Nullable Money settlementAmount() {
        return Money.of(sum.settlementAmount(), sum.settlementCurrency());
    }

    public @Nullable Money allocated() {
        return Money.of(sum.allocated(), sum.settlementCurrency());
    }

    /** What the customer has paid in advance; null unless confirmed. */
    public @Nullable Money advance() {
        return Money.of(state() == State.CONFIRMED ? sum.rest() : null, sum.settlementCurrency());
    }

    public @Nullable String bankAccount() {
        return bank.account();
    }

    public @Nullable String bankReference() {
        return bank.reference();
    }

    public @Nullable String payer() {
        return bank.payer();
    }

    public @Nullable Instant confirmedAt() {
        return standing.confirmedAt();
    }

    public @Nullable Long confirmedById() {
        return standing.confirmedById();
    }

    public @Nullable Instant reversedAt() {
        return standing.reversedAt();
    }

    public @Nullable Long reversedById() {
        return standing.reversedById();
    }

    public @Nullable String reverseReason() {
        return standing.reverseReason();
    }

    Receipt with(Standing next, Sum nextSum) {
        return new Receipt(
                id,
                number,
                accountId,
                contractId,
                ownerId,
                nextSum,
                receivedOn,
                bank,
                note,
                next,
                externalId,
                stamp);
    }

    Receipt of(long owner) {
        return new Receipt(
                id,
                number,
                accountId,
                contractId,
                owner,
                sum,
                receivedOn,
                bank,
                note,
                standing,
                externalId,
                stamp);
    }

    /** Adds a violation unless the receipt is in this state, and alive. */
    void requireState(Violations violations, String what, State needed) {
        if (stamp.deletedAt() != null) {
            violations.add(Code.WRONG_STATE, "The receipt is in the recycle bin.", "id");
        } else if (state() != needed) {
            violations.add(
                    Code.WRONG_STATE,
                    "The receipt is %s; %s takes one that is %s.".formatted(state(), what, needed),
                    "id");
        }
    }
}
