package headwater.crm.payment;

import java.math.BigDecimal;

/**
 * What of a receipt pays an instalment.
 *
 * @param amount in the contract's currency
 * @param companyAmount the same in the company's currency, at the rate of the receipt's day
 */
public record Allocated(
        long contractId, long instalmentId, BigDecimal amount, BigDecimal companyAmount) {

    Allocated reversed() {
        return new Allocated(contractId, instalmentId, amount.negate(), companyAmount.negate());
    }
}
