package headwater.crm.company;

import headwater.crm.shared.Stamp;
import headwater.crm.shared.Stamped;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What a currency is worth from a day on, until the next dated rate.
 *
 * @param rate company currency for one unit
 */
public record CurrencyRate(
        long id, String currency, LocalDate validOn, BigDecimal rate, Stamp stamp)
        implements Stamped {}
