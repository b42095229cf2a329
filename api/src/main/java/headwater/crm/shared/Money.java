package headwater.crm.shared;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;

/** An amount in a currency (ISO 4217). */
public record Money(BigDecimal amount, String currencyCode) {
    public static @Nullable Money of(@Nullable BigDecimal amount, String currencyCode) {
        return amount == null ? null : new Money(amount, currencyCode);
    }
}
