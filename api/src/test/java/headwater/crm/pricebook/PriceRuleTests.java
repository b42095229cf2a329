package headwater.crm.pricebook;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.pricebook.PriceRule.Base;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;

class PriceRuleTests {

    /** Rounded half up to a multiple, then the surcharge; so 10 and -0.01 make prices in .99. */
    @ParameterizedTest
    @CsvSource({
        "100.00, 10, 0, , 90.00",
        "100.00, -30, 0, , 130.00",
        "99.99, 33.33, 0, , 66.66",
        "0.05, 50, 0, , 0.03",
        "123.00, 0, -0.01, 10, 119.99",
        "125.00, 0, -0.01, 10, 129.99",
        "124.99, 0, 0, 5, 125.00",
        "10.00, 100, 0, , 0.00",
        "10.00, 50, -9, , 0.00",
        "1000.00, 15, 20, 100, 920.00",
    })
    void takesThePercentOffThenRoundsThenAdds(
            BigDecimal base,
            BigDecimal percentOff,
            BigDecimal surcharge,
            BigDecimal roundTo,
            BigDecimal price) {
        var rule = new PriceRule(null, Base.LIST_PRICE, percentOff, surcharge, roundTo);

        assertThat(rule.applyTo(base)).isEqualTo(price);
    }
}
