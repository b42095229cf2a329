package headwater.crm.payment;

import java.math.BigDecimal;

/**
 * How much of a receipt somebody wants to pay an instalment with.
 *
 * @param amount in the contract's currency
 */
public record Portion(long instalmentId, BigDecimal amount) {}
