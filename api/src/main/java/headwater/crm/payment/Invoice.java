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
 * What a customer was billed for a contract. It never changes; what was wrong becomes void.
 *
 * @param number the tax authority's
 */
public record Invoice(
        long id,
        String number,
        long contractId,
        long accountId,
        long ownerId,
        Worth worth,
        Buyer of,
        LocalDate issuedOn,
        @Nullable String note,
        @Nullable Voiding voiding,
        @Nullable String externalId,
        Stamp stamp)
        implements Stamped, OfCustomer {

    /** Whether it counts. */
    public enum State {
        ISSUED,
        VOID
    }

    /** How much it is, also in the company's currency at the rate of its day. */
    public record Worth(
            String currency, BigDecimal amount, BigDecimal companyAmount, String companyCurrency) {}

    /** Whose name it bears. */
    public record Buyer(String name, @Nullable String taxNumber) {}

    /** Why it does not count any more. */
    public record Voiding(Instant at, String reason) {}

    @Override
    public Long customerId() {
        return accountId;
    }

    public State state() {
        return voiding == null ? State.ISSUED : State.VOID;
    }

    public String currency() {
        return worth.currency();
    }

    public @Nullable Money amount() {
        return Money.of(worth.amount(), worth.currency());
    }

    public @Nullable Money companyAmount() {
        return Money.of(worth.companyAmount(), worth.companyCurrency());
    }

    public String buyer() {
        return of.name();
    }

    public @Nullable String taxNumber() {
        return of.taxNumber();
    }

    public @Nullable Instant voidedAt() {
        return voiding == null ? null : voiding.at();
    }

    public @Nullable String voidReason() {
        return voiding == null ? null : voiding.reason();
    }

    Invoice changed(long owner, @Nullable String newNote, @Nullable Voiding end) {
        return new Invoice(
                id,
                number,
                contractId,
                accountId,
                owner,
                worth,
                of,
                issuedOn,
                newNote,
                end,
                externalId,
                stamp);
    }

    void requireIssued(Violations violations) {
        if (state() == State.VOID) {
            violations.add(Code.WRONG_STATE, "The invoice is void.", "id");
        }
    }
}
