package headwater.crm.contract;

import headwater.crm.contract.Progress.State;
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
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What was agreed with a customer, and how much of it has been paid.
 *
 * @param instalments in order; empty where they were not asked for
 */
public record Contract(
        long id,
        String number,
        Parties parties,
        String title,
        Worth worth,
        Term term,
        Progress progress,
        @Nullable String terms,
        List<Instalment> instalments,
        @Nullable String externalId,
        Stamp stamp)
        implements Stamped, OfCustomer {

    /**
     * With whom, and where it came from.
     *
     * @param quoteId the revision that it was made from
     */
    public record Parties(
            long accountId, @Nullable Long opportunityId, @Nullable Long quoteId, long ownerId) {}

    /**
     * Its days.
     *
     * @param fulfilledOn when the customer accepted the work
     */
    public record Term(
            @Nullable LocalDate startsOn,
            @Nullable LocalDate endsOn,
            @Nullable LocalDate signedOn,
            @Nullable LocalDate fulfilledOn) {

        Term signed(LocalDate day) {
            return new Term(startsOn, endsOn, day, fulfilledOn);
        }

        Term fulfilled(LocalDate day) {
            return new Term(startsOn, endsOn, signedOn, day);
        }

        Term ending(@Nullable LocalDate day) {
            return new Term(startsOn, day, signedOn, fulfilledOn);
        }
    }

    public long accountId() {
        return parties.accountId();
    }

    @Override
    public Long customerId() {
        return accountId();
    }

    public @Nullable Long opportunityId() {
        return parties.opportunityId();
    }

    public @Nullable Long quoteId() {
        return parties.quoteId();
    }

    public long ownerId() {
        return parties.ownerId();
    }

    public State state() {
        return progress.state();
    }

    public String currency() {
        return worth.currency();
    }

    public @Nullable Money amount() {
        return Money.of(worth.amount(), currency());
    }

    public @Nullable Money companyAmount() {
        return Money.of(worth.companyAmount(), worth.companyCurrency());
    }

    public @Nullable Money paid() {
        return Money.of(worth.paid(), currency());
    }

    public @Nullable Money waived() {
        return Money.of(worth.waived(), currency());
    }

    public @Nullable Money open() {
        return Money.of(worth.open(), currency());
    }

    public Worth.PaymentStatus paymentStatus() {
        return worth.paymentStatus();
    }

    public @Nullable LocalDate startsOn() {
        return term.startsOn();
    }

    public @Nullable LocalDate endsOn() {
        return term.endsOn();
    }

    public @Nullable LocalDate signedOn() {
        return term.signedOn();
    }

    public @Nullable LocalDate fulfilledOn() {
        return term.fulfilledOn();
    }

    public @Nullable Instant submittedAt() {
        return progress.submittedAt();
    }

    public @Nullable Instant approvedAt() {
        return progress.approvedAt();
    }

    public @Nullable Instant completedAt() {
        return progress.completedAt();
    }

    public @Nullable Instant closedAt() {
        return progress.closedAt();
    }

    public @Nullable String closeReason() {
        return progress.closeReason();
    }

    public @Nullable String rejectedReason() {
        return progress.rejectedReason();
    }

    /** The same, another person's. */
    Contract of(long owner) {
        var next =
                new Parties(parties.accountId(), parties.opportunityId(), parties.quoteId(), owner);
        return new Contract(
                id,
                number,
                next,
                title,
                worth,
                term,
                progress,
                terms,
                instalments,
                externalId,
                stamp);
    }

    Contract with(Progress next) {
        return new Contract(
                id,
                number,
                parties,
                title,
                worth,
                term,
                next,
                terms,
                instalments,
                externalId,
                stamp);
    }

    Contract with(Term next) {
        return new Contract(
                id,
                number,
                parties,
                title,
                worth,
                next,
                progress,
                terms,
                instalments,
                externalId,
                stamp);
    }

    Contract with(Worth next) {
        return new Contract(
                id,
                number,
                parties,
                title,
                next,
                term,
                progress,
                terms,
                instalments,
                externalId,
                stamp);
    }

    Contract with(List<Instalment> next) {
        return new Contract(
                id, number, parties, title, worth, term, progress, terms, next, externalId, stamp);
    }

    /** With other instalments, what they say of money, and the state that follows from it. */
    Contract settled(UnaryOperator<Instalment> change, Instant now) {
        List<Instalment> next = instalments.stream().map(change).toList();
        Worth settled = worth.of(next);
        return with(next).with(settled).with(progress.settled(settled, now));
    }

    /** Adds a violation unless the contract is in one of these states, and alive. */
    void requireState(Violations violations, String what, State... states) {
        if (stamp.deletedAt() != null) {
            violations.add(Code.WRONG_STATE, "The contract is in the recycle bin.", "id");
        } else if (!Arrays.asList(states).contains(state())) {
            violations.add(
                    Code.WRONG_STATE,
                    "The contract is %s; %s takes one that is %s."
                            .formatted(state(), what, Arrays.toString(states)),
                    "id");
        }
    }

    /** The plan must say when all of the contract's amount is paid. */
    void requirePlan(Violations violations) {
        BigDecimal planned = Plan.total(instalments);
        if (instalments.isEmpty()) {
            violations.add(
                    Code.REQUIRED, "A contract needs a payment plan: instalments.", "instalments");
        } else if (planned.subtract(worth.amount()).abs().compareTo(Plan.TOLERANCE) > 0) {
            violations.add(
                    Code.INVALID,
                    "The instalments come to %s, the contract to %s %s; they must be equal within %s."
                            .formatted(planned, worth.amount(), currency(), Plan.TOLERANCE),
                    "instalments");
        }
    }
}
