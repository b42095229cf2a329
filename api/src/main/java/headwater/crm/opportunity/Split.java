package headwater.crm.opportunity;

import java.math.BigDecimal;

/**
 * A seller's part in what is sold together.
 *
 * @param percent all parts add up to 100
 */
public record Split(long userId, BigDecimal percent) {
    public static final BigDecimal WHOLE = BigDecimal.valueOf(100);
}
