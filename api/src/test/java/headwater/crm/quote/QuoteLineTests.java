package headwater.crm.quote;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.util.List;

class QuoteLineTests {

    /** A lower price is a discount too; a hundredth of a percent too much is too much. */
    @ParameterizedTest
    @CsvSource({
        "3, 100, 100, 0, 300.00, 0",
        "3, 100, 100, 10, 270.00, 10",
        "3, 100, 90, 0, 270.00, 10",
        "3, 100, 90, 10, 243.00, 19",
        "1, 100, 120, 10, 108.00, 0",
        "1, 100, 120, 20, 96.00, 4",
        "1, 300, 299.99, 0, 299.99, 0.01",
        "1, , 50, 15, 42.50, 15",
        "0.3333, 10, 10, 0, 3.33, 0",
        "1, 0.01, 0.01, 50, 0.01, 50",
    })
    void whatIsAskedLessThanTheListPriceIsItsDiscount(
            BigDecimal quantity,
            BigDecimal listPrice,
            BigDecimal unitPrice,
            BigDecimal discountPercent,
            BigDecimal amount,
            BigDecimal effectiveDiscount) {
        var line =
                new QuoteLine(1, null, quantity, listPrice, unitPrice, discountPercent, List.of());

        assertThat(line.amount()).isEqualTo(amount);
        assertThat(line.effectiveDiscountPercent()).isEqualByComparingTo(effectiveDiscount);
    }
}
