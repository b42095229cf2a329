package headwater.crm.opportunity;

import java.math.BigDecimal;

/**
 * A seller's part in an opportunity.
 *
 * @param percent the parts of an opportunity add up to 100
 */
public record OpportunitySplit(long opportunityId, long userId, BigDecimal percent) {}
