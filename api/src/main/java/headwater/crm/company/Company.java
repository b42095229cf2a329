package headwater.crm.company;

import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;

/**
 * The company's settings.
 *
 * @param currency ISO 4217
 * @param timeZone IANA name; decides what a day is
 * @param fiscalYearStartMonth 1 to 12
 * @param maxLineDiscountPercent a quote with a larger discount on a line needs approval; null when
 *     none does
 */
public record Company(
        String name,
        String currency,
        String timeZone,
        int fiscalYearStartMonth,
        @Nullable BigDecimal maxLineDiscountPercent,
        int version) {

    public ZoneId zone() {
        return ZoneId.of(timeZone);
    }

    public LocalDate dayOf(Instant instant) {
        return instant.atZone(zone()).toLocalDate();
    }

    void validate(Violations violations) {
        violations.requireText(name, "name");
        violations.invalidIf(
                !isCurrency(currency),
                "\"%s\" is no ISO 4217 currency such as CNY.".formatted(currency),
                "currency");
        violations.invalidIf(
                !isZone(timeZone),
                "\"%s\" is no IANA time zone such as Asia/Shanghai.".formatted(timeZone),
                "timeZone");
        violations.invalidIf(
                fiscalYearStartMonth < 1 || fiscalYearStartMonth > 12,
                "fiscalYearStartMonth must be 1 to 12, not " + fiscalYearStartMonth + ".",
                "fiscalYearStartMonth");
        violations.invalidIf(
                maxLineDiscountPercent != null
                        && (maxLineDiscountPercent.signum() < 0
                                || maxLineDiscountPercent.compareTo(BigDecimal.valueOf(100)) > 0),
                "maxLineDiscountPercent must be 0 to 100, not " + maxLineDiscountPercent + ".",
                "maxLineDiscountPercent");
    }

    public static boolean isCurrency(String code) {
        return Currency.getAvailableCurrencies().stream()
                .anyMatch(currency -> currency.getCurrencyCode().equals(code));
    }

    private static boolean isZone(String name) {
        try {
            return ZoneId.getAvailableZoneIds().contains(ZoneId.of(name).getId());
        } catch (DateTimeException e) {
            return false;
        }
    }
}
