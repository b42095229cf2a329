package headwater.crm.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class NameKeyTests {

    @ParameterizedTest
    @CsvSource({
        "阿里巴巴（中国）有限公司, 阿里巴巴(中国)有限公司",
        "阿里巴巴【中国】有限公司, 阿里巴巴〔中国〕 有限公司",
        "華為技術有限公司, 华为技术有限公司",
        "臺灣積體電路製造股份有限公司, 台湾积体电路制造股份有限公司",
        "ＡＢＢ（中国）有限公司, abb(中国)有限公司",
        "ＡＢＢ　中国　有限公司, Abb 中国有限公司",
        "'Procter & Gamble, Ltd.', procter＆gamble ltd",
        "上海·浦东–软件公司, 上海浦东软件公司",
    })
    void oneCompanyHasOneExactKey(String one, String other) {
        assertThat(NameKey.exact(one)).isEqualTo(NameKey.exact(other));
    }

    @ParameterizedTest
    @CsvSource({
        "华为技术有限公司, 华为技术股份有限公司",
        "华为技术有限公司, 华为终端有限公司",
        "上海华为技术有限公司, 华为技术有限公司",
    })
    void legalFormAndRegionTellCompaniesApart(String one, String other) {
        assertThat(NameKey.exact(one)).isNotEqualTo(NameKey.exact(other));
    }

    @ParameterizedTest
    @CsvSource({
        "华为技术有限公司, 华为技术",
        "深圳市华为技术有限公司, 华为技术",
        "广东省深圳市华为技术股份有限公司, 华为技术",
        "內蒙古自治區呼和浩特市華為技術有限責任公司, 华为技术",
        "海尔集团公司, 海尔",
        "海尔（集团）股份有限公司, 海尔",
        "'Acme Co., Ltd.', acme",
        "上海银行股份有限公司, 上海银行",
        "北京大学, 北京大学",
        "有限公司, 有限公司",
    })
    void legalFormAndRegionDoNotCountInTheFuzzyKey(String name, String fuzzy) {
        assertThat(NameKey.fuzzy(name)).isEqualTo(fuzzy);
    }

    @Example
    void aNameOfPunctuationStandsForItself() {
        assertThat(NameKey.exact(" ?!? ")).isEqualTo("?!?");
        assertThat(NameKey.fuzzy("！")).isEqualTo("！");
    }

    @Example
    void theKeyOfEveryCharacterIsItsOwnKey() {
        for (int character = '!'; character <= 0x2fa1f; character++) {
            String text = Character.toString(character);
            if (Character.isDefined(character) && !text.isBlank()) {
                String key = NameKey.exact(text);
                assertThat(NameKey.exact(key)).as("%s, U+%04X", text, character).isEqualTo(key);
            }
        }
    }

    @Property
    void keysOfKeysAreTheKeys(@ForAll("names") String name) {
        assertThat(NameKey.exact(NameKey.exact(name))).isEqualTo(NameKey.exact(name));
        assertThat(NameKey.fuzzy(NameKey.fuzzy(name))).isEqualTo(NameKey.fuzzy(name));
        assertThat(NameKey.fuzzy(NameKey.exact(name))).isEqualTo(NameKey.fuzzy(name));
    }

    @Property
    void anyTextHasKeysThatAreNotEmpty(@ForAll("texts") String name) {
        assertThat(NameKey.exact(name)).isNotEmpty();
        assertThat(NameKey.fuzzy(name)).isNotEmpty();
        assertThat(NameKey.exact(NameKey.exact(name))).isEqualTo(NameKey.exact(name));
    }

    @Property
    void spacesWidthBracketsAndCapitalsDoNotCount(
            @ForAll("names") String name, @ForAll("noise") List<String> noise) {
        StringBuilder noisy = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            noisy.append(noise.get(i % noise.size())).append(wide(name.charAt(i)));
        }

        assertThat(NameKey.exact(noisy.toString())).isEqualTo(NameKey.exact(name));
        assertThat(NameKey.fuzzy(noisy.toString())).isEqualTo(NameKey.fuzzy(name));
    }

    /** The full-width form of an ASCII character. */
    private static char wide(char c) {
        return c > ' ' && c < 0x7f ? (char) (Character.toUpperCase(c) + 0xfee0) : c;
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of(
                        "华", "为", "上", "海", "北京", "深圳市", "廣東省", "臺灣", "技術", "集团", "公司", "有限公司",
                        "股份", "銀行", "(中国)", "a", "B", "ltd", "7", "電")
                .list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .all()
                .ofMinLength(1)
                .ofMaxLength(30)
                .filter(text -> !text.isBlank());
    }

    @Provide
    Arbitrary<List<String>> noise() {
        return Arbitraries.of("", " ", "　", "(", "）", "【", "·", "-", "、", "\u200b")
                .list()
                .ofMinSize(1)
                .ofMaxSize(10);
    }
}
