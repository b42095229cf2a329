package headwater.crm.product;

import headwater.crm.shared.Stamp;
import headwater.crm.shared.Stamped;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;

/**
 * Something that is sold.
 *
 * @param listPrice for one unit; null when always negotiated
 * @param currency of the list price and of the cost
 * @param cost of one unit; null when not known
 */
public record Product(
        long id,
        @Nullable String code,
        String name,
        @Nullable String family,
        @Nullable BigDecimal listPrice,
        String currency,
        @Nullable BigDecimal cost,
        boolean active,
        @Nullable String externalId,
        Stamp stamp)
        implements Stamped {}
