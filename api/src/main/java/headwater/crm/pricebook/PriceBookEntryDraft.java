package headwater.crm.pricebook;

import headwater.crm.record.Draft;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;

/**
 * What a caller says of an entry.
 *
 * @param minQuantity 1 when null
 */
public record PriceBookEntryDraft(
        RecordRef priceBook,
        RecordRef product,
        @Nullable BigDecimal minQuantity,
        BigDecimal unitPrice,
        @Nullable String externalId,
        @Nullable String idempotencyKey)
        implements Draft {

    static PriceBookEntryDraft of(PriceBookEntry entry) {
        return new PriceBookEntryDraft(
                RecordRef.of(RecordType.PRICE_BOOK, entry.priceBookId()),
                RecordRef.of(RecordType.PRODUCT, entry.productId()),
                entry.minQuantity(),
                entry.unitPrice(),
                entry.externalId(),
                null);
    }

    @Override
    public void validate(Violations violations) {
        violations.invalidIf(
                minQuantity != null
                        && (minQuantity.signum() <= 0
                                || minQuantity.stripTrailingZeros().scale() > 4),
                "minQuantity must be more than 0, with at most 4 decimals.",
                "minQuantity");
        violations.invalidIf(
                unitPrice.signum() < 0 || unitPrice.stripTrailingZeros().scale() > 2,
                "unitPrice must be at least 0, with at most 2 decimals.",
                "unitPrice");
    }
}
