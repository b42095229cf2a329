package headwater.crm.document;

import com.ibm.icu.text.RuleBasedNumberFormat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How a document writes days and amounts. */
public enum Language {
    ZH(Locale.SIMPLIFIED_CHINESE, "yyyy年M月d日"),
    EN(Locale.ENGLISH, "d MMMM yyyy");

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final String DIGITS = "零壹贰叁肆伍陆柒捌玖";

    private final Locale locale;
    private final DateTimeFormatter day;

    Language(Locale locale, String day) {
        this.locale = locale;
        this.day = DateTimeFormatter.ofPattern(day, locale);
    }

    public String day(LocalDate date) {
        return day.format(date);
    }

    /** {@code 107,000.53} */
    public String amount(BigDecimal amount) {
        return decimal("#,##0.00").format(amount);
    }

    /** {@code 12.5} */
    public String number(BigDecimal number) {
        return decimal("#,##0.######").format(number);
    }

    private static DecimalFormat decimal(String pattern) {
        var format = new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format;
    }

    /**
     * As contracts write amounts beside the figure: in Chinese by the rules for bills and
     * settlement vouchers of the People's Bank of China, with the currency's code where it is not
     * CNY.
     *
     * @param amount not negative
     */
    public String amountInWords(BigDecimal amount, String currency) {
        BigDecimal cents = amount.setScale(2, RoundingMode.HALF_UP).multiply(HUNDRED);
        long whole = cents.divideToIntegralValue(HUNDRED).longValueExact();
        int rest = cents.remainder(HUNDRED).intValueExact();
        if (this == EN) {
            return "%s %s and %02d/100"
                    .formatted(currency, spelled("%spellout-cardinal", whole), rest);
        }
        String yuan = currency.equals("CNY") ? "人民币" : currency + " ";
        return yuan + chinese(whole, rest);
    }

    private String chinese(long yuan, int cents) {
        int jiao = cents / 10;
        int fen = cents % 10;
        var words = new StringBuilder();
        if (yuan > 0 || cents == 0) {
            // ICU leaves out the one before ten, which the rules ask for.
            words.append(
                            spelled("%spellout-cardinal-financial", yuan)
                                    .replaceAll("(?<![" + DIGITS.substring(1) + "])拾", "壹拾"))
                    .append('元');
        }
        if (cents == 0) {
            return words.append('整').toString();
        }
        if (jiao > 0) {
            words.append(DIGITS.charAt(jiao)).append('角');
        } else if (yuan > 0) {
            words.append('零');
        }
        if (fen > 0) {
            words.append(DIGITS.charAt(fen)).append('分');
        }
        return words.toString();
    }

    private String spelled(String rules, long number) {
        return new RuleBasedNumberFormat(locale, RuleBasedNumberFormat.SPELLOUT)
                .format(number, rules);
    }
}
