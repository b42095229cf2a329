package headwater.crm.contract;

import java.math.BigDecimal;
import java.util.List;

/**
 * What a contract comes to, and how much of it is there.
 *
 * @param companyAmount in the company's currency at the dated rate
 * @param paid what confirmed receipts were allocated to its instalments
 */
public record Worth(
        String currency,
        BigDecimal amount,
        BigDecimal companyAmount,
        String companyCurrency,
        BigDecimal paid,
        BigDecimal waived) {

    /** How much has been paid; never set by hand. */
    public enum PaymentStatus {
        UNPAID,
        PARTIAL,
        PAID,
        OVERPAID
    }

    public BigDecimal open() {
        return amount.subtract(paid).subtract(waived);
    }

    public PaymentStatus paymentStatus() {
        if (paid.signum() > 0 && open().signum() < 0) {
            return PaymentStatus.OVERPAID;
        }
        if (open().signum() <= 0) {
            return PaymentStatus.PAID;
        }
        return paid.signum() > 0 ? PaymentStatus.PARTIAL : PaymentStatus.UNPAID;
    }

    boolean isSettled() {
        return open().signum() <= 0;
    }

    Worth of(List<Instalment> plan) {
        return new Worth(
                currency,
                amount,
                companyAmount,
                companyCurrency,
                plan.stream().map(Instalment::paid).reduce(BigDecimal.ZERO, BigDecimal::add),
                plan.stream().map(Instalment::waived).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    Worth amounting(BigDecimal newAmount, BigDecimal newCompanyAmount) {
        return new Worth(currency, newAmount, newCompanyAmount, companyCurrency, paid, waived);
    }
}
