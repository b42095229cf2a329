package headwater.crm.pricebook;

import headwater.crm.shared.Stamp;
import headwater.crm.shared.Stamped;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;

/**
 * What a product costs in a book, in the book's currency.
 *
 * @param minQuantity the price holds from this quantity on, until that of the next entry
 */
public record PriceBookEntry(
        long id,
        long priceBookId,
        long productId,
        BigDecimal minQuantity,
        BigDecimal unitPrice,
        @Nullable String externalId,
        Stamp stamp)
        implements Stamped {}
