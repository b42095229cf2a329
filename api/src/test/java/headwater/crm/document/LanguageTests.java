package headwater.crm.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.time.LocalDate;

class LanguageTests {

    /** The examples of the People's Bank's rules for bills and settlement vouchers (附一). */
    @ParameterizedTest
    @CsvSource({
        "1409.50, 人民币壹仟肆佰零玖元伍角",
        "6007.14, 人民币陆仟零柒元壹角肆分",
        "16409.02, 人民币壹万陆仟肆佰零玖元零贰分",
        "325.04, 人民币叁佰贰拾伍元零肆分",
        "100000, 人民币壹拾万元整",
        "100010, 人民币壹拾万零壹拾元整",
        "0.30, 人民币叁角",
        "0.05, 人民币伍分",
        "0, 人民币零元整"
    })
    void writesAmountsAsChineseBillsDo(BigDecimal amount, String words) {
        assertThat(Language.ZH.amountInWords(amount, "CNY")).isEqualTo(words);
    }

    @Test
    void namesOtherCurrencies() {
        assertThat(Language.ZH.amountInWords(new BigDecimal("1409.50"), "USD"))
                .isEqualTo("USD 壹仟肆佰零玖元伍角");
        assertThat(Language.EN.amountInWords(new BigDecimal("1409.50"), "USD"))
                .isEqualTo("USD one thousand four hundred nine and 50/100");
    }

    @Test
    void writesDaysAndFiguresAlikeOnEveryMachine() {
        LocalDate day = LocalDate.of(2026, 2, 3);

        assertThat(Language.ZH.day(day)).isEqualTo("2026年2月3日");
        assertThat(Language.EN.day(day)).isEqualTo("3 February 2026");
        assertThat(Language.EN.amount(new BigDecimal("1234567.5"))).isEqualTo("1,234,567.50");
        assertThat(Language.ZH.number(new BigDecimal("12.50"))).isEqualTo("12.5");
    }
}
