package headwater.crm.commission;

import java.math.BigDecimal;

/**
 * A step of a plan, up to the next one's beginning.
 *
 * @param from cumulative amount at which it begins, in the company's currency
 * @param rate in percent
 */
public record Tier(BigDecimal from, BigDecimal rate) {}
