package headwater.crm.product;

import headwater.crm.shared.Stamp;
import headwater.crm.shared.Stamped;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;

/**
 * Something that is sold.
 *
 * @param listPrice for one unit; null when always negotiated
 * @param currency of the list price
 */
public record Product(
        long id,
        @Nullable String code,
        String name,
        @Nullable String family,
        @Nullable BigDecimal listPrice,
        String currency,
        boolean active,
        @Nullable String externalId,
        Stamp stamp)
        implements Stamped {}
